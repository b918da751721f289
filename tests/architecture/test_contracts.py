"""The import contracts of pyproject.toml bite: each is broken once in a copy of the tree."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.on_sqlite_only

ROOT = Path(__file__).resolve().parents[2]
LINT = Path(sys.executable).with_name("lint-imports")

BREAKS = {
    "The house has floors": ("mosty/clients/enums.py", "import mosty.desk"),
    "The house has floors (new app)": ("mosty/cellar/__init__.py", ""),
    "Rooms of a domain app": ("mosty/clients/misc.py", ""),
    "Rooms of a domain app (upward)": ("mosty/clients/enums.py", "import mosty.clients.models"),
    "Views never touch tables": ("mosty/desk/attic/views.py", "from mosty.clients.models import Client"),
    "Only actions write the audit trail": ("mosty/desk/attic/views.py", "from mosty.core.audit.record import record"),
    "Only the middleware writes the log of looks": ("mosty/desk/attic/views.py", "from mosty.core.audit.seen import seen"),
    "Nobody reads the configuration but Django": ("mosty/core/time.py", "import config.env"),
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("tree")
    for name in ("mosty", "config"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("*.html", "*.css", "*.js", "__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def broken(folder: Path) -> str:
    return subprocess.run([LINT, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False).stdout


@pytest.mark.parametrize("name", BREAKS)
def test_contract_bites(copy, name):
    path, line = BREAKS[name]
    file = copy / path
    before = file.read_text() if file.exists() else None
    file.parent.mkdir(parents=True, exist_ok=True)
    (file.parent / "__init__.py").touch()
    file.write_text(f"{before or ''}\n{line}\n")
    try:
        assert f"{name.split(' (')[0]} BROKEN" in broken(copy)
    finally:
        if before is not None:
            file.write_text(before)
        else:
            file.unlink()
            if file.parent.name in {"attic", "cellar"}:
                shutil.rmtree(file.parent)
