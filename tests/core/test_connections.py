"""The connection is asked whether it lives, but not after every answer."""

import ast
import subprocess
import sys

import pytest
from django.db import connection

from mosty.core import connections


@pytest.fixture
def health(monkeypatch):
    """A connection that answered a while ago, and that Django would ask at the next request."""
    asked = connections.connection
    monkeypatch.setattr(asked._connections[asked._alias], "health_check_done", False)
    connections.note_use()
    connection.answered_at -= connections.TRUSTED_SECONDS


def test_one_that_answered_a_moment_ago_is_trusted(health):
    connections.note_use()
    connections.trust_fresh()
    assert connection.health_check_done


def test_one_that_was_idle_is_asked(health):
    connections.trust_fresh()
    assert not connection.health_check_done


def test_one_that_failed_is_asked(health, monkeypatch):
    asked = connections.connection
    monkeypatch.setattr(asked._connections[asked._alias], "errors_occurred", True)
    connections.note_use()
    connections.trust_fresh()
    assert not connection.health_check_done


def test_in_a_server_it_comes_after_djangos_own_receiver():
    """In a process of its own: Django's test client connects its receiver anew, and so after ours."""
    program = (
        "import django; django.setup(); from django.core.signals import request_started as s; print([r[1]().__name__ for r in s.receivers])"
    )
    names = ast.literal_eval(subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout)
    assert names.index("close_old_connections") < names.index("trust_fresh")
