"""/healthz tells the truth, and every answer carries the headers that protect."""

import logging

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.db import OperationalError, connection

from config import health
from config.headers import behind_proxy
from config.logs import MaskedFormatter


@pytest.fixture(autouse=True)
def forget():
    health.migrations_applied.cache_clear()
    yield
    health.migrations_applied.cache_clear()


@pytest.mark.django_db
def test_ready(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ready\n")


@pytest.mark.django_db
def test_not_ready_while_a_migration_waits(client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    response = client.get("/healthz")
    assert response.status_code == 503
    assert b"migrations are waiting" in response.content


@pytest.mark.django_db
def test_not_ready_without_a_database(client):
    def down(*_):
        raise OperationalError("gone")

    with connection.execute_wrapper(down):
        response = client.get("/healthz")
    assert response.status_code == 503
    assert b"database does not answer" in response.content


@pytest.mark.django_db
def test_headers_that_protect(client):
    headers = client.get("/healthz").headers
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_log_lines_hide_personal_values():
    record = logging.LogRecord(
        "x",
        logging.ERROR,
        __file__,
        1,
        "2026-11-22 02:28:26 to %s at %s, order 12. PESEL 44051401359.",
        ("anna@example.org", "+48 600 100 200"),
        None,
    )
    assert MaskedFormatter("%(message)s").format(record) == "2026-11-22 02:28:26 to <e-mail> at <number>, order 12. PESEL <number>."


def test_address_of_the_visitor_behind_our_proxy(settings, rf):
    settings.BEHIND_PROXY = True
    request = rf.get("/", headers={"x-forwarded-for": "198.51.100.7, 203.0.113.9"})
    behind_proxy(lambda request: request)(request)
    assert request.META["REMOTE_ADDR"] == "203.0.113.9"


def test_without_a_proxy_nobody_chooses_an_address(settings):
    settings.BEHIND_PROXY = False
    with pytest.raises(MiddlewareNotUsed):
        behind_proxy(lambda request: request)
