"""One process that makes an installation ready: tables, translations, static files, demo. Does only what is stale.

Runs inside the virtual environment with DJANGO_SETTINGS_MODULE set. Its last line is one JSON object for tools/run.py.
"""

import hashlib
import io
import json
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command, get_commands
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from tools import tables as tables_of
from tools.house import step, stop
from tools.messages import compile_all


def tables() -> None:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        with step(f"tables ({len(waiting)} migrations)"):
            tables_of.make()


def concerns() -> None:
    """What is not as it should be in the database, and harms nobody who starts: said, on the terminal."""
    for concern in checks.run_checks(tags=[checks.Tags.database], databases=["default"]):
        print(f"  ! {concern.msg}\n    {concern.hint or ''}", flush=True)


def translations() -> None:
    if any(is_stale(file) for file in Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/django.po")):
        with step("translations"):
            compile_all()


def is_stale(file: Path) -> bool:
    target = file.with_suffix(".mo")
    return not target.exists() or target.stat().st_mtime < file.stat().st_mtime


def static_files() -> None:
    stamp = Path(settings.STATIC_ROOT) / ".made-from"
    now = fingerprint()
    if settings.STORAGES["staticfiles"]["BACKEND"] != "config.storage.HashedFiles" or (stamp.exists() and stamp.read_text() == now):
        return
    with step("static files (hashed names, compressed)"):
        call_command("collectstatic", verbosity=0, interactive=False)
        stamp.write_text(now)


def fingerprint() -> str:
    """Changes whenever a static file of any app changes."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            digest.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def demo() -> None:
    """The invented network, once for each database."""
    if not settings.DEMO or "load_demo" not in get_commands():
        return
    where = settings.DATABASES["default"]
    name = hashlib.sha256(f"{where['NAME']} {where.get('HOST')} {where.get('PORT')}".encode()).hexdigest()[:12]
    stamp = Path(settings.DATA_DIR) / f"demo-loaded-{name}"
    if stamp.exists():
        return
    with step("demo network (invented people)"):
        call_command("load_demo", verbosity=0, stdout=io.StringIO())
        stamp.touch()


def sign_ins() -> str:
    if not settings.DEMO or "demo_sign_ins" not in get_commands():
        return ""
    out = io.StringIO()
    try:
        call_command("demo_sign_ins", stdout=out)
    except CommandError as problem:
        return f"{problem}\n"
    return out.getvalue()


def main() -> None:
    try:
        django.setup()
        for work in (tables, concerns, translations, static_files, demo):
            work()
    except ImproperlyConfigured as problem:
        stop(f"A setting is wrong: {problem}")
    except CommandError as problem:
        stop(str(problem))
    except OperationalError as problem:
        stop(f"The database does not answer as it should: {problem}".strip())
    print(json.dumps({"sign_ins": sign_ins(), "has_worker": "run_worker" in get_commands()}), flush=True)


if __name__ == "__main__":
    main()
