"""Style sheets work in both directions, know no exception and load nothing from elsewhere."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHEETS = sorted(ROOT.glob("mosty/*/static/**/*.css"))
COMMENT = re.compile(r"/\*.*?\*/", re.S)
PHYSICAL = re.compile(
    r"(?:^|[\s;{])((?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)[\w-]*|left|right|border-(?:top|bottom)-(?:left|right)-radius)\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)\b",
    re.M,
)


def faults(css: str) -> list[str]:
    """What a sheet may not say."""
    bare = COMMENT.sub("", css)
    found = [match[0].strip(" ;{\n") for match in PHYSICAL.finditer(bare)]
    found += ["!important"] * bare.count("!important")
    found += re.findall(r"url\(\s*['\"]?(?:https?:)?//[^)]*\)", bare)
    return found


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.relative_to(ROOT / "mosty").as_posix())
def test_sheet_is_logical_and_self_contained(sheet):
    assert faults(sheet.read_text()) == []


@pytest.mark.parametrize(
    "css",
    [
        "a { margin-left: 1px }",
        "a{left:0}",
        "a { text-align: right; }",
        "a { color: red !important }",
        "a { background: url(//x.example/a.png) }",
    ],
)
def test_the_rule_sees_what_it_forbids(css):
    assert faults(css)


def test_the_rule_lets_logical_properties_through():
    assert faults("a { margin-inline-start: 1px; text-align: start; background: linear-gradient(to right, red, blue) } /* left: 0 */") == []
