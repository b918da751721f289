"""`make check`: format, lint, templates, types, floors, migrations, translations, documentation. Two at a time, all to the end."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.house import BIN, PYTHON, ROOT, ensure_packages

CHECKS: dict[str, list[str | Path]] = {
    "types": [BIN / "mypy"],
    "templates": [BIN / "djlint", "--quiet", "--lint", "mosty"],
    "format": [BIN / "ruff", "format", "--check", "--quiet", "."],
    "lint": [BIN / "ruff", "check", "--quiet", "--output-format=concise", "."],
    "floors": [BIN / "lint-imports"],
    "migrations": [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
    "settings": [PYTHON, "manage.py", "check", "--fail-level", "WARNING"],
    "translations": [PYTHON, "-m", "tools.messages", "check"],
    "documentation": [PYTHON, "-m", "tools.docs"],
}


def run(name: str) -> tuple[str, int, float, str]:
    began = time.monotonic()
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    done = subprocess.run([str(c) for c in CHECKS[name]], cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    return name, done.returncode, time.monotonic() - began, done.stdout + done.stderr


def main() -> None:
    ensure_packages("dev")
    names = sys.argv[1:] or list(CHECKS)
    failed = []
    with ThreadPoolExecutor(2) as pool:
        for name, code, seconds, said in pool.map(run, names):
            print(f"  {'ok  ' if code == 0 else 'FAIL'} {name:<14} {seconds:5.1f} s", flush=True)
            if code:
                failed.append(name)
                print(said[-12000:], flush=True)
    print(f"check: {', '.join(failed)} failed" if failed else "check: all is well", flush=True)
    raise SystemExit(1 if failed else 0)


if __name__ == "__main__":
    main()
