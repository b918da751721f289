"""What run, test, check and bench share: the virtual environment, steps with seconds, Debian's packages."""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
PYTHON = BIN / "python"
LOCKS = ROOT / "requirements"
STAMP = VENV / "locks-installed"
IN_CI = os.environ.get("CI") == "true"


def stop(sentence: str) -> NoReturn:
    """End with one clear sentence and exit code 1."""
    print(f"\n{sentence}", file=sys.stderr, flush=True)
    raise SystemExit(1)


@contextmanager
def step(name: str) -> Iterator[None]:
    """Say what happens and how many seconds it took."""
    began = time.monotonic()
    print(f"  {name} …", end="", flush=True)
    yield
    print(f" {time.monotonic() - began:.1f} s", flush=True)


def quiet(command: Sequence[str | Path], *, what: str, env: dict[str, str] | None = None) -> None:
    """Run a program; show what it said only if it fails."""
    done = subprocess.run([str(c) for c in command], cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        print("\n" + (done.stdout + done.stderr)[-6000:], file=sys.stderr)
        stop(f"{what} did not work (see above).")


def apt_install(*packages: str) -> bool:
    """Install Debian packages if we are root on such a system; says whether it worked."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-q"], ["apt-get", "install", "-q", "-y", "--no-install-recommends", *packages]):
        if subprocess.run(command, env=env, capture_output=True, check=False).returncode:
            return False
    return True


def digest(lock: str) -> str:
    return hashlib.sha256((LOCKS / f"{lock}.txt").read_bytes()).hexdigest()


def ensure_packages(lock: str) -> None:
    """A virtual environment with everything of requirements/<lock>.txt; nothing happens if it is there already."""
    if sys.version_info < (3, 11):  # noqa: UP036 - older ones start this file too, and must be told
        stop(f"Mosty needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    have = STAMP.read_text().split() if STAMP.exists() else []
    if PYTHON.exists() and digest(lock) in have:
        return
    with step("virtual environment"):
        if not PYTHON.exists():
            make_venv()
    with step("packages (locked with hashes)"):
        quiet([PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes", "-r", LOCKS / "bootstrap.txt"],
              what="Installing uv")  # fmt: skip
        install = [
            BIN / "uv",
            "pip",
            "install",
            "-q",
            "--system-certs",
            "--python",
            PYTHON,
            "--require-hashes",
            "-r",
            LOCKS / f"{lock}.txt",
        ]
        quiet(install, what="Installing the packages")
    # dev.txt holds all of run.txt
    STAMP.write_text("\n".join({digest(lock), digest("run")}))


def make_venv() -> None:
    command = [sys.executable, "-m", "venv", str(VENV)]
    if subprocess.run(command, capture_output=True, check=False).returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if not apt_install("python3-venv"):
        stop("Python cannot make a virtual environment here. On Debian: sudo apt-get install python3-venv, then try again.")
    quiet(command, what="Making the virtual environment")
