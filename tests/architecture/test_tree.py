"""The tidy house: where files stand, what they are called, how long they grow."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOSTY = ROOT / "mosty"
APPS = sorted(path.parent for path in MOSTY.glob("*/__init__.py"))
LONGEST = 400
# In two parts each, so that this file does not name them itself.
REGISTRIES = [f"{name}.{end}" for name, end in [
    ("pypi", "org"), ("pythonhosted", "org"), ("registry.npmjs", "org"), ("deb.debian", "org"), ("crates", "io"), ("proxy.golang", "org"),
    ("unpkg", "com"), ("jsdelivr", "net"), ("cdnjs.cloudflare", "com"), ("fonts.googleapis", "com"), ("fonts.gstatic", "com"),
]]  # fmt: skip


def tracked(*patterns: str) -> list[Path]:
    """Files that git knows, or all files where there is no git (an unpacked archive)."""
    done = subprocess.run(["git", "ls-files", "--", *patterns], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        return [path for pattern in patterns for path in MOSTY.glob(f"**/{pattern}")]
    return [ROOT / name for name in done.stdout.splitlines() if (ROOT / name).is_file()]


def python_files() -> list[Path]:
    return [path for path in tracked("*.py") if "migrations" not in path.parts]


def words(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("app", APPS, ids=lambda app: app.name)
def test_every_app_says_what_it_owns(app):
    assert ast.get_docstring(ast.parse((app / "__init__.py").read_text())), f"{words(app)}/__init__.py needs a docstring"


def test_no_module_is_called_after_nothing():
    names = {"utils", "util", "misc", "common", "helpers", "helper", "tools_", "base_views", "manager", "managers"}
    assert [words(path) for path in python_files() if path.stem in names] == []


def test_no_module_is_too_long_to_read():
    long = {words(path): count for path in python_files() if (count := path.read_text().count("\n")) > LONGEST}
    assert long == {}, f"cut by subject what is longer than {LONGEST} lines"


def test_no_registry_or_foreign_host_is_named():
    found = []
    for path in tracked("*"):
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        found += [f"{words(path)}: {host}" for host in REGISTRIES if host in text]
    assert found == []


def test_nothing_outside_the_repository_is_named():
    outside = re.compile(r"\.\./shared|/work/")
    found = [words(path) for path in tracked("*.py", "*.html", "*.css", "*.js", "Makefile", ".ci/run") if outside.search(path.read_text())]
    assert [name for name in found if name != words(Path(__file__))] == []


def test_every_silenced_rule_says_why():
    bare = re.compile(r"#\s*(noqa|type:\s*ignore|fmt:\s*off|pragma: no cover)(:\s*[A-Z0-9, ]+|\[[a-z, -]+\])?\s*$")
    found = [
        f"{words(path)}:{number}"
        for path in python_files()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if "noqa" in line and bare.search(line)
    ]
    assert found == [], "write a reason after the noqa"


def test_no_test_sleeps():
    nap = "time." + "sleep("
    assert [words(path) for path in tracked("tests/*.py") if nap in path.read_text()] == []
