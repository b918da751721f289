"""`make test`: the whole suite on SQLite, then on PostgreSQL whatever a database can make a difference to. Both must pass.

Not asked twice: journeys in the browser, and tests that passed on SQLite without sending a database one statement
(tests/running.py counts them in this very run; nobody keeps a list).

In CI (CI=true) a missing server or browser is installed, and not getting it is a failure. Elsewhere it is said loudly.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree as XML

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests import postgres
from tools.house import IN_CI, PYTHON, ROOT, VENV, apt_install, ensure_packages, stop

NOTHING_CHOSEN = 5  # pytest's exit code


def banner(sentence: str) -> None:
    print(f"\n{'!' * 100}\n{sentence}\n{'!' * 100}\n", flush=True)


def have_programs() -> bool:
    """Chromium and a PostgreSQL server, installed if CI lacks them; says whether PostgreSQL is there."""
    lacking = [name for name, there in (("postgresql", postgres.programs()), ("chromium", shutil.which("chromium"))) if not there]
    if lacking and IN_CI and apt_install(*lacking):
        lacking = []
    if lacking and IN_CI:
        stop(f"CI needs {' and '.join(lacking)}, and apt-get could not install them.")
    if lacking:
        banner(f"NOT TESTED: {' and '.join(lacking)} missing here. sudo apt-get install {' '.join(lacking)}")
    return "postgresql" not in lacking


def only(rule: str, chosen: list[str]) -> list[str]:
    """The chosen arguments for pytest, narrowed to the marks that the rule names; pytest itself listens to the last -m alone."""
    if "-m" not in chosen[:-1]:
        return ["-m", rule, *chosen]
    where = chosen.index("-m")
    return ["-m", f"({rule}) and ({chosen[where + 1]})", *chosen[:where], *chosen[where + 2 :]]


def run(name: str, arguments: list[str], env: dict[str, str], report: Path) -> tuple[int, dict[str, int]]:
    """One run of pytest: its exit code and what it counted."""
    print(f"\n== {name} ==", flush=True)
    command = [str(PYTHON), "-m", "pytest", "-n", "2", f"--junitxml={report}", *arguments]
    code = subprocess.run(command, cwd=ROOT, env=env, check=False).returncode
    counted = {"passed": 0, "failed": 0, "skipped": 0}
    if report.exists():
        suite = XML.parse(report).getroot().find("testsuite")  # noqa: S314 - written by pytest a second ago
        number = {key: int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped")} if suite is not None else {}
        counted["failed"] = number.get("failures", 0) + number.get("errors", 0)
        counted["skipped"] = number.get("skipped", 0)
        counted["passed"] = max(0, number.get("tests", 0) - counted["failed"] - counted["skipped"])
    return code, counted


def main() -> None:
    ensure_packages("dev")
    has_postgres = have_programs()
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    env.pop("DATABASE_URL", None)
    # Six processes import the same packages and tests: one of them compiles each.
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    env["PYTHONPYCACHEPREFIX"] = str(VENV / "bytecode")
    subprocess.run([str(PYTHON), "-m", "tools.messages", "compile"], cwd=ROOT, env=env, check=True)
    chosen = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        asked_nothing = Path(folder, "asked-nothing")
        asked_nothing.mkdir()
        # what asks the same of both databases at great length is asked once: of the one that is more likely to refuse
        here = "not bench and not on_postgresql_only" if has_postgres else "not bench"
        results = [run("SQLite", [f"--asked-nothing={asked_nothing}", *only(here, chosen)], env, Path(folder, "sqlite.xml"))]
        if has_postgres:
            known = sum(len(file.read_text().splitlines()) for file in asked_nothing.iterdir())
            print(f"\n{known} of them asked no database anything; they are not run again.", flush=True)
            with postgres.server() as url:
                arguments = [f"--not-again={asked_nothing}", *only("not e2e and not bench and not on_sqlite_only", chosen)]
                results.append(run("PostgreSQL", arguments, {**env, "DATABASE_URL": url}, Path(folder, "postgresql.xml")))
    total = {key: sum(counted[key] for _, counted in results) for key in ("passed", "failed", "skipped")}
    failed = total["failed"] or not total["passed"] or any(code not in {0, NOTHING_CHOSEN} for code, _ in results)
    if failed and not total["failed"]:
        print("\npytest ended with an error (see above).")
    print(f"\nboth: {total['passed']} passed, {total['failed']} failed, {total['skipped']} skipped", flush=True)
    raise SystemExit(1 if failed else 0)


if __name__ == "__main__":
    main()
