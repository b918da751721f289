"""Typed readers for the environment. A value that cannot be meant is refused with a sentence that names the variable.

Every name read here is described in docs/operating.md and listed in .env.example; a test fails otherwise.
An empty value counts as not set.
"""

import os
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Any, overload
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = frozenset({"true", "1", "yes"})
FALSE = frozenset({"false", "0", "no"})
POSTGRES_OPTIONS = frozenset({"sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout", "application_name"})
SQLITE_START = "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;"
SQLITE_BUSY_SECONDS = 10


def raw(name: str) -> str | None:
    """The variable without surrounding space, or None if it is not set or empty."""
    value = os.environ.get(name, "").strip()
    return value or None


def refuse(name: str, sentence: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name} {sentence}")


@overload
def text(name: str) -> str: ...
@overload
def text(name: str, default: str) -> str: ...
def text(name: str, default: str | None = None) -> str:
    """A line of text. Without a default the variable must be set."""
    value = raw(name)
    if value is not None:
        return value
    if default is None:
        raise refuse(name, "must be set.")
    return default


def flag(name: str, default: bool) -> bool:
    """True for true/1/yes, False for false/0/no (any case); anything else is refused."""
    value = raw(name)
    if value is None:
        return default
    if value.lower() in TRUE:
        return True
    if value.lower() in FALSE:
        return False
    raise refuse(name, f"must be true, 1, yes, false, 0 or no, not {value!r}.")


def number(name: str, default: int, *, least: int, most: int) -> int:
    """A whole number between least and most, both included."""
    value = raw(name)
    if value is None:
        return default
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise refuse(name, f"must be a whole number from {least} to {most}, not {value!r}.")
    return int(value)


def choice(name: str, default: str, *, options: Sequence[str]) -> str:
    """One word of a short list."""
    value = raw(name)
    if value is None:
        return default
    if value not in options:
        raise refuse(name, f"must be one of {', '.join(options)}, not {value!r}.")
    return value


def words(name: str, default: Sequence[str] = ()) -> list[str]:
    """A comma-separated list; empty parts are dropped."""
    value = raw(name)
    if value is None:
        return list(default)
    return [part.strip() for part in value.split(",") if part.strip()]


def folder(name: str, default: Path) -> Path:
    """A folder as an absolute path; it need not exist yet, but must not be a file."""
    value = raw(name)
    path = Path(value).expanduser().resolve() if value else default
    if path.exists() and not path.is_dir():
        raise refuse(name, f"must be a folder, but {path} is a file.")
    return path


def address(name: str, default: str) -> str:
    """A web address (http or https) with a host and without a slash at the end."""
    value = (raw(name) or default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise refuse(name, f"must be an address such as https://mosty.example, not {value!r}.")
    return value


def scanner(name: str) -> str:
    """Who looks for viruses: tcp://host:port or unix:///path of a clamd, or a program by its absolute path. Empty: nobody."""
    value = raw(name) or ""
    try:
        parts = urlsplit(value)
        is_fine = (
            (parts.scheme == "tcp" and bool(parts.hostname) and parts.port != 0 and not parts.path.strip("/"))
            or (parts.scheme == "unix" and not parts.netloc and parts.path.startswith("/"))
            or bool(value.startswith("/") and shlex.split(value))
        )
    except ValueError:
        is_fine = False
    if value and not is_fine:
        raise refuse(name, f"must be tcp://host:port, unix:///path or the absolute path of a program, not {value!r}.")
    return value


def secret(name: str) -> str:
    """A key that must be set and must not be guessable: at least 50 characters, at least 10 different ones."""
    value = text(name)
    if len(value) < 50 or len(set(value)) < 10 or value.startswith("django-insecure"):
        raise refuse(name, "is too weak: use at least 50 random characters.")
    return value


def database(name: str, default: str) -> dict[str, Any]:
    """A database address as Django's settings: sqlite:///relative, sqlite:////absolute or postgresql://user:pass@host:port/name.

    Parts may be percent-encoded; a PostgreSQL host that starts with %2F is the folder of a Unix socket.
    """
    value = raw(name) or default
    parts = urlsplit(value)
    if parts.scheme == "sqlite":
        return sqlite(name, parts.netloc, parts.path, parts.query)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise refuse(name, "must start with sqlite:/// or postgresql://.")
    try:
        port = parts.port
    except ValueError:
        raise refuse(name, "has a port that is not a number from 1 to 65535.") from None
    base = unquote(parts.path.removeprefix("/"))
    if not base or "/" in base:
        raise refuse(name, "must end with the name of one database, as in postgresql://user@host/mosty.")
    options: dict[str, Any] = {"prepare_threshold": 5}  # for `core.ready`: only statements bound on the server can be prepared
    for key, option in parse_qsl(parts.query, keep_blank_values=True):
        if key not in POSTGRES_OPTIONS:
            raise refuse(name, f"has the unknown option {key!r}; known are {', '.join(sorted(POSTGRES_OPTIONS))}.")
        options[key] = option
    host = parts.netloc.rpartition("@")[2]
    host = unquote(host[1 : host.index("]")] if host.startswith("[") and "]" in host else host.partition(":")[0])
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": base,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def sqlite(name: str, netloc: str, path: str, query: str) -> dict[str, Any]:
    """SQLite as the house uses it: WAL, one writer that waits up to ten seconds, write locks taken at BEGIN."""
    file = unquote(path.removeprefix("/"))
    if netloc or query or not file:
        raise refuse(name, "must be sqlite:///relative/file or sqlite:////absolute/file, without options.")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(Path(file).resolve()),
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": SQLITE_BUSY_SECONDS,
            "init_command": SQLITE_START,
        },
    }


def days(name: str, default: Sequence[int], *, most: int) -> tuple[int, ...]:
    """Different whole numbers of days from 1 to `most`, separated by commas; the largest first."""
    value = raw(name)
    if value is None:
        return tuple(sorted(default, reverse=True))
    parts = [part.strip() for part in value.split(",")]
    if not all(part.isascii() and part.isdigit() and 1 <= int(part) <= most for part in parts) or len(set(parts)) != len(parts):
        raise refuse(name, f"must be different whole numbers from 1 to {most}, separated by commas, not {value!r}.")
    return tuple(sorted((int(part) for part in parts), reverse=True))
