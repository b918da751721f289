"""Production starts only when it is safe, and says in one sentence why not."""

import os
import secrets
import subprocess
import sys

import pytest

from tools import run

KEY = secrets.token_urlsafe(64)
PRINT = (
    "from django.conf import settings as s; "
    "print(s.SESSION_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_NAME, s.SECURE_HSTS_SECONDS > 0, "
    "s.DEBUG, len(s.HASH_KEY) == 64)"
)


def production(folder, **given: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    env = {**kept, "DJANGO_SETTINGS_MODULE": "config.settings.production", "MOSTY_DATA_DIR": str(folder), **given}
    return subprocess.run([sys.executable, "-c", PRINT], env=env, capture_output=True, text=True, check=False)


def test_https_hardens_everything(tmp_path):
    done = production(tmp_path, SECRET_KEY=KEY, MOSTY_SITE_URL="https://mosty.example")
    assert done.stdout.split() == ["True", "True", "__Host-session", "True", "False", "True"], done.stderr


def test_http_on_this_machine_works(tmp_path):
    done = production(tmp_path, SECRET_KEY=KEY, MOSTY_SITE_URL="http://127.0.0.1:8000")
    assert done.stdout.split() == ["False", "False", "session", "False", "False", "True"], done.stderr


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"MOSTY_SITE_URL": "https://mosty.example"}, "SECRET_KEY must be set"),
        ({"MOSTY_SITE_URL": "https://mosty.example", "SECRET_KEY": "weak"}, "SECRET_KEY is too weak"),
        ({"SECRET_KEY": KEY}, "MOSTY_SITE_URL must be set"),
        ({"SECRET_KEY": KEY, "MOSTY_SITE_URL": "mosty.example"}, "MOSTY_SITE_URL must be an address"),
    ],
)
def test_unsafe_start_is_refused(tmp_path, given, sentence):
    done = production(tmp_path, **given)
    assert done.returncode != 0
    assert sentence in done.stderr


def test_a_data_folder_that_cannot_be_written_is_said_in_a_sentence(tmp_path, monkeypatch, capsys):
    def refuse(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.delenv("SECRET_KEY", raising=False)
    monkeypatch.setenv("MOSTY_DATA_DIR", str(tmp_path))
    monkeypatch.setattr(run.os, "open", refuse)
    with pytest.raises(SystemExit):
        run.environment("127.0.0.1", 8000)
    assert "cannot be used: Permission denied. Set MOSTY_DATA_DIR" in capsys.readouterr().err
