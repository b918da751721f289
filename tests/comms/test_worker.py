import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.core.management import call_command
from django.db import connection

from mosty.comms.enums import MessageState
from mosty.comms.models import Message
from mosty.core import chores
from tests.comms.fakes import make_message


@pytest.fixture
def register(monkeypatch):
    monkeypatch.setattr(chores, "REGISTER", {})
    return chores.register


@pytest.mark.race  # the worker closes its connection between rounds
def test_one_round_sends_and_does_the_chores(cast, register):
    done = []
    register("test.chore", 600, lambda: done.append("chore"))
    make_message(cast)
    call_command("run_worker", once=True)
    assert len(mail.outbox) == 1
    assert done == ["chore"]


def test_chores_run_at_their_own_pace(register):
    register("often", 60, lambda: 1)
    register("seldom", 600, lambda: 1)
    clock = chores.Clock()
    assert clock.run_due(1000.0) == ["often", "seldom"]
    assert clock.run_due(1059.0) == []
    assert clock.run_due(1060.0) == ["often"]
    assert clock.run_due(1600.0) == ["often", "seldom"]


def test_chore_that_fails_does_not_stop_the_others_and_tells_no_value(register, caplog):
    def fail():
        raise ValueError("@".join(["olha", "example.org"]))

    register("fails", 60, fail)
    register("works", 60, lambda: 3)
    assert chores.Clock().run_due(0.0) == ["fails", "works"]
    assert "fails failed: ValueError" in caplog.text
    assert "olha@example.org" not in caplog.text


def test_one_name_stands_for_one_chore(register):
    register("a", 60, print)
    register("a", 60, print)
    with pytest.raises(ValueError, match="two chores"):
        register("a", 61, print)


@pytest.mark.race
def test_worker_stops_at_sigterm_and_leaves_nothing_half_done(cast):
    message = make_message(cast)
    name = connection.settings_dict["NAME"]
    url = f"sqlite:////{name.lstrip('/')}"
    if connection.vendor == "postgresql":
        given = connection.settings_dict
        url = f"postgresql://{given['USER']}:{given['PASSWORD']}@{given['HOST'].replace('/', '%2F')}:{given['PORT']}/{name}"
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "run_worker", "--pause", "0.05"],
        cwd=django_settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.comms.worker_settings"},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        lines = []
        while not lines or (lines[-1] and "sent 1," not in lines[-1]):
            lines.append(worker.stderr.readline())
        worker.send_signal(signal.SIGTERM)
        rest = worker.stderr.read()
        assert worker.wait(10) == 0, "".join(lines) + rest
    finally:
        worker.kill()
        worker.stderr.close()
    assert "worker ready" in "".join(lines), "".join(lines) + rest
    assert "worker stopped" in rest
    assert Message.objects.get(pk=message.pk).state == MessageState.SENT
    assert "olha" not in "".join(lines) + rest
