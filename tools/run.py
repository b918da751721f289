"""`make run`: from a fresh clone to a filled network in the browser; Ctrl-C stops all of it.

Honours PORT, MOSTY_HOST, MOSTY_WORKERS, MOSTY_DATA_DIR, DATABASE_URL and every other setting of docs/operating.md.
"""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.house import BIN, PYTHON, ROOT, ensure_packages, step, stop

READY_SECONDS = 60
STOP_SECONDS = 15


class Stopped(Exception):
    """Somebody asked us to end."""


def whole_number(name: str, default: int, least: int, most: int) -> int:
    value = os.environ.get(name, "").strip() or str(default)
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        stop(f"{name} must be a whole number from {least} to {most}, not {value!r}.")
    return int(value)


def environment(host: str, port: int) -> dict[str, str]:
    """What the processes are told: the given environment, and for what is not given a demo on this machine."""
    given = dict(os.environ)
    data = Path(given.get("MOSTY_DATA_DIR") or ROOT / "var").expanduser().resolve()
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        stop(f"The data folder {data} cannot be made: {problem.strerror}. Set MOSTY_DATA_DIR to a folder that may be written.")
    defaults = {
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "MOSTY_DATA_DIR": str(data),
        "MOSTY_DEMO": "true",
        "MOSTY_SITE_URL": f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}",  # noqa: S104 - compared
        "MOSTY_HOSTS": "*" if host == "0.0.0.0" else f"{host},127.0.0.1,localhost",  # noqa: S104 - compared
        "PYTHONUNBUFFERED": "1",
    }
    for name, value in defaults.items():
        if not given.get(name):
            given[name] = value
    if not given.get("SECRET_KEY"):
        try:
            given["SECRET_KEY"] = kept_key(data / "secret_key")
        except OSError as problem:
            stop(f"The data folder {data} cannot be used: {problem.strerror}. Set MOSTY_DATA_DIR to a folder that may be written.")
    return given


def kept_key(file: Path) -> str:
    """The key of this installation, made on the first start and readable by its owner only."""
    if not file.exists():
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
            stream.write(secrets.token_urlsafe(64))
    return file.read_text().strip()


def refuse_taken_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            stop(f"Port {port} on {host} cannot be used ({problem.strerror}). Stop what uses it, or choose another: make run PORT=8001")


def prepare(env: dict[str, str]) -> dict[str, object]:
    """Run tools/prepare.py and pass on what it says; its last line is for us."""
    process = subprocess.Popen([PYTHON, "-m", "tools.prepare"], cwd=ROOT, env=env, stdout=subprocess.PIPE)
    assert process.stdout is not None
    said = b""
    while chunk := os.read(process.stdout.fileno(), 4096):
        said += chunk
        shown = chunk if b"{" not in chunk else chunk[: chunk.index(b"{")]
        sys.stdout.buffer.write(shown)
        sys.stdout.flush()
    if process.wait():
        raise SystemExit(1)  # it has said why
    return json.loads(said[said.index(b"{") :])


def start(command: list[str | Path], env: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen([str(part) for part in command], cwd=ROOT, env=env, start_new_session=True)


def granian(env: dict[str, str], host: str, port: int, target: str = "config.wsgi:application") -> list[str | Path]:
    """The command that serves; bench starts the same."""
    workers = whole_number("MOSTY_WORKERS", 2, 1, 64)
    threads = whole_number("MOSTY_THREADS", 2, 1, 64)
    return [
        *(BIN / "granian", "--interface", "wsgi", "--no-ws", "--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", str(threads), "--backlog", "2048", "--backpressure", "512"),
        *("--log-level", "warning", "--respawn-failed-workers", "--workers-kill-timeout", "10", target),
    ]


def wait_until_ready(address: str, processes: dict[str, subprocess.Popen[bytes]]) -> None:
    """Until /healthz answers 200; stops with its last words after a minute, or when a process died."""
    last = "no answer"
    for _ in range(READY_SECONDS * 20):
        for name, process in processes.items():
            if process.poll() is not None:
                raise RuntimeError(f"The {name} ended at once (code {process.returncode}); its words are above.")
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5) as answer:  # noqa: S310 - our own address
                if answer.status == 200:
                    return
        except urllib.error.HTTPError as problem:
            last = problem.read(200).decode(errors="replace").strip()
        except OSError:
            pass
        time.sleep(0.05)
    raise RuntimeError(f"Not ready after {READY_SECONDS} seconds: {last}.")


def end(processes: dict[str, subprocess.Popen[bytes]]) -> None:
    """Ask all to stop, then insist."""
    for process in processes.values():
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for process in processes.values():
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def asked_to_stop(number: int, frame: FrameType | None) -> None:
    raise Stopped


def main() -> None:
    began = time.monotonic()
    host = os.environ.get("MOSTY_HOST", "").strip() or "127.0.0.1"
    port = whole_number("PORT", 8000, 1, 65535)
    print("Mosty is getting ready")
    refuse_taken_port(host, port)
    env = environment(host, port)
    ensure_packages("run")
    ready = prepare(env)
    address = f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}"  # noqa: S104 - compared
    processes: dict[str, subprocess.Popen[bytes]] = {}
    signal.signal(signal.SIGTERM, asked_to_stop)
    signal.signal(signal.SIGINT, asked_to_stop)
    code = 0
    try:
        processes["server"] = start(granian(env, host, port), env)
        with step("server"):
            wait_until_ready(address, processes)
        if ready["has_worker"]:  # only now: it would slow the server's start, and nobody waits for it
            processes["worker"] = start([PYTHON, "manage.py", "run_worker"], env)
        print(
            f"\nMosty runs at {address}/  (ready after {time.monotonic() - began:.1f} s; Ctrl-C stops it)\n\n{ready['sign_ins']}",
            flush=True,
        )
        while all(process.poll() is None for process in processes.values()):
            time.sleep(0.3)
        gone = next(name for name, process in processes.items() if process.poll() is not None)
        raise RuntimeError(f"The {gone} ended by itself; its words are above.")
    except Stopped:
        print("\nMosty stops.", flush=True)
    except RuntimeError as problem:
        print(f"\n{problem}", file=sys.stderr, flush=True)
        code = 1
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        end(processes)
    raise SystemExit(code)


if __name__ == "__main__":
    main()
