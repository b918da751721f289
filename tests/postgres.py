"""A PostgreSQL server of our own for one run: temporary, on a Unix socket, gone afterwards.

As a program it runs a command with DATABASE_URL set: `python -m tests.postgres pytest -n0 tests/core`.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
ALWAYS = ("listen_addresses=", "max_connections=150", "shared_buffers=128MB", "timezone=UTC", "lc_messages=C")


def programs() -> Path | None:
    """The folder of the newest server that Debian installed, or None."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    return folders[-1].parent if folders else None


def as_server_user(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root: step down to its own user."""
    if os.geteuid() != 0:
        return command
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--", *command]


@contextmanager
def server(*, durable: bool = False, kept: Path | None = None) -> Iterator[str]:
    """Start a server, yield its DATABASE_URL (database "mosty", empty), stop and delete it.

    The role owns the database and may make others, but is no superuser: row-level security holds for it (`mosty.core.walls`).
    durable keeps fsync on, for measuring; what is in the folder `kept` is found there the next time. Raises RuntimeError if no server is
    installed or it does not start.
    """
    folder = programs()
    if folder is None:
        raise RuntimeError("no PostgreSQL server found under /usr/lib/postgresql (apt-get install postgresql)")
    place = Path(tempfile.mkdtemp(prefix="mosty-pg-"))
    try:
        for mine in filter(None, (place, kept)):
            mine.mkdir(parents=True, exist_ok=True)
            if os.geteuid() == 0:
                owner = pwd.getpwnam("postgres")
                os.chown(mine, owner.pw_uid, owner.pw_gid)
        data, log = (kept or place) / "data", place / "log"
        is_new = not (data / "PG_VERSION").exists()
        if is_new:
            words = ["-D", str(data), "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8"]
            run(as_server_user([str(folder / "initdb"), *words]))
        given = [*ALWAYS, f"unix_socket_directories={place}", *(() if durable else FAST)]
        control = [str(folder / "pg_ctl"), "-D", str(data), "-w", "-t", "60"]
        run(as_server_user([*control, "-l", str(log), "-o", " ".join(f"-c {word}" for word in given), "start"]))
        try:
            if is_new:
                run([str(folder / "createuser"), "-h", str(place), "-U", "postgres", "--createdb", "mosty"])
                run([str(folder / "createdb"), "-h", str(place), "-U", "postgres", "-O", "mosty", "mosty"])
            yield f"postgresql://mosty@{quote(str(place), safe='')}/mosty"
        finally:
            run(as_server_user([*control, "-m", "fast" if kept else "immediate", "stop"]))
    finally:
        shutil.rmtree(place, ignore_errors=True)


def run(command: list[str]) -> None:
    """Run one of PostgreSQL's programs; its words become the error."""
    with tempfile.TemporaryFile("w+") as said:  # not a pipe: the server inherits it and would keep it open
        done = subprocess.run(command, stdout=said, stderr=said, stdin=subprocess.DEVNULL, cwd="/", check=False)
        if done.returncode:
            said.seek(0)
            raise RuntimeError(f"{Path(command[0]).name}: {said.read()[-2000:]}")


if __name__ == "__main__":
    with server() as url:
        code = subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": url}, check=False).returncode
    raise SystemExit(code)
