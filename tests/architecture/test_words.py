"""What is written about the product is complete: gallery, settings, commands, licence; templates are tidy."""

import re
from pathlib import Path

import pytest

from tools import docs

ROOT = Path(__file__).resolve().parents[2]
COMPONENTS = sorted(path for path in ROOT.glob("mosty/*/templates/cotton/**/*.html") if not path.stem.startswith("_"))
TEMPLATES = sorted(ROOT.glob("mosty/*/templates/**/*.html"))
GALLERY = sorted(ROOT.glob("mosty/ui/templates/ui/gallery*.html")) + sorted(ROOT.glob("mosty/ui/templates/ui/gallery/**/*.html"))
LOAD = re.compile(r"{%\s*load\s+([^%]+?)\s*%}")


def component_name(path: Path) -> str:
    """`cotton/form_field.html` is used as <c-form-field> and shown under the id c-form-field."""
    inside = path.relative_to(next(parent for parent in path.parents if parent.name == "cotton")).with_suffix("")
    parts = [part for part in inside.parts if part != "index"]
    return ".".join(parts).replace("_", "-")


@pytest.mark.parametrize("component", COMPONENTS, ids=component_name)
def test_component_is_in_the_gallery(component):
    shown = "".join(path.read_text() for path in GALLERY)
    name = component_name(component)
    assert re.search(rf"""id=["']c-{re.escape(name)}["']""", shown) or re.search(rf"""name=["']{re.escape(name)}["']""", shown)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.relative_to(ROOT / "mosty").as_posix())
def test_template_loads_one_library_a_line_in_order(template):
    loads = LOAD.findall(template.read_text())
    single = [load for load in loads if " from " not in load]
    assert [load for load in single if " " in load] == []
    assert single == sorted(set(single))


def test_settings_and_commands_are_documented():
    assert docs.gaps() == []


def test_the_licence_is_the_whole_eupl():
    text = (ROOT / "LICENSE").read_text()
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert "15.Applicable Law" in text
    assert "Appendix" in text
