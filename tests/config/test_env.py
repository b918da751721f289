"""The readers of the environment take what is meant and refuse the rest with a sentence that names the variable."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env


@pytest.fixture
def given(monkeypatch):
    def put(value: str) -> None:
        monkeypatch.setenv("X", value)

    monkeypatch.delenv("X", raising=False)
    return put


def refused(match: str):
    return pytest.raises(ImproperlyConfigured, match=match)


@pytest.mark.parametrize(
    ("value", "meant"), [("true", True), ("YES", True), ("1", True), ("false", False), ("No", False), ("0", False), ("", True)]
)
def test_flag(given, value, meant):
    given(value)
    assert env.flag("X", True) is meant


@pytest.mark.parametrize("value", ["on", "tru", "2", "False!"])
def test_flag_refuses(given, value):
    given(value)
    with refused("X must be true"):
        env.flag("X", False)


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "11", "ten", "١"])
def test_number_refuses(given, value):
    given(value)
    with refused("X must be a whole number from 1 to 10"):
        env.number("X", 5, least=1, most=10)


def test_number(given):
    assert env.number("X", 5, least=1, most=10) == 5
    given(" 10 ")
    assert env.number("X", 5, least=1, most=10) == 10


def test_text_without_default_must_be_set(given):
    with refused("X must be set"):
        env.text("X")
    given("  ")
    assert env.text("X", "else") == "else"


def test_choice_words_and_address(given):
    given("b")
    assert env.choice("X", "a", options=["a", "b"]) == "b"
    with refused("X must be one of c, d"):
        env.choice("X", "c", options=["c", "d"])
    given(" a, b ,,")
    assert env.words("X") == ["a", "b"]
    given("https://mosty.example/")
    assert env.address("X", "http://else") == "https://mosty.example"
    given("mosty.example")
    with refused("X must be an address"):
        env.address("X", "http://else")


def test_folder_refuses_a_file(given):
    given(str(Path(__file__)))
    with refused("X must be a folder"):
        env.folder("X", Path("/"))


@pytest.mark.parametrize("value", ["short", "a" * 60, "django-insecure-" + "abcdefghijklmnop" * 4, ""])
def test_secret_refuses_what_can_be_guessed(given, value):
    given(value)
    with refused("X"):
        env.secret("X")


def test_postgresql_with_encoded_parts(given):
    given("postgresql://us%40er:p%2Fw%3A@db.example:6432/my%20base?sslmode=require")
    base = env.database("X", "")
    assert (base["USER"], base["PASSWORD"], base["HOST"], base["PORT"], base["NAME"]) == ("us@er", "p/w:", "db.example", "6432", "my base")
    assert base["OPTIONS"] == {"sslmode": "require", "prepare_threshold": 5, "options": "-c jit=off"}
    assert base["CONN_HEALTH_CHECKS"] is True


def test_postgresql_on_a_socket(given):
    given("postgresql://mosty@%2Ftmp%2FSome-Folder/mosty")
    assert env.database("X", "")["HOST"] == "/tmp/Some-Folder"


def test_sqlite_is_wal_and_immediate(given):
    given("sqlite:////srv/a%20b.sqlite3")
    base = env.database("X", "")
    assert base["NAME"] == "/srv/a b.sqlite3"
    assert base["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in base["OPTIONS"]["init_command"]


@pytest.mark.parametrize(
    "value",
    [
        "mysql://u@h/x",
        "mosty.sqlite3",
        "sqlite://mosty",
        "sqlite:///",
        "sqlite:///a?mode=ro",
        "postgresql://h",
        "postgresql://h/a/b",
        "postgresql://h:99999/a",
        "postgresql://h/a?ssl=1",
    ],
)
def test_database_refuses(given, value):
    given(value)
    with refused("X "):
        env.database("X", "")


@pytest.mark.parametrize(
    "value",
    ["", "tcp://127.0.0.1:3310", "tcp://scanner", "unix:///run/clamav/clamd.ctl", "/usr/bin/clamdscan --no-summary -", "/a/b {file}"],
)
def test_a_scanner_is_a_clamd_or_a_program(given, value):
    given(value)
    assert env.scanner("X") == value


@pytest.mark.parametrize("value", ["clamdscan", "http://scanner", "tcp://", "tcp://a:b", "tcp://a/path", "unix://run/x", "/a 'b", "on"])
def test_another_scanner_is_refused(given, value):
    given(value)
    with refused("^X must be tcp"):
        env.scanner("X")
