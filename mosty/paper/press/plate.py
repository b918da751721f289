"""The program of the press: JSON on standard input, a PDF on standard output. Knows no Django; `print_pdf` starts it."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import fontpkg_amiri
import manimgx_fonts
import typst

SHEET = Path(__file__).resolve().parent / "sheet.typ"
# Noto Sans (Latin, Cyrillic), Noto Sans Georgian; Amiri for Arabic: docs/decisions/0013-paper.md
FOLDERS = [str(Path(str(package.__file__)).parent) for package in (manimgx_fonts, fontpkg_amiri)]


# Scripts that our fonts certainly have, for the second try.
KNOWN = (
    (0x20, 0x7E),
    (0xA0, 0x52F),
    (0x600, 0x6FF),
    (0x10D0, 0x10FF),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2026),
    (0x2066, 0x2069),
    (0x20AC, 0x20AC),
)
STAND_IN = "?"


def pdf(sheet: Mapping[str, Any]) -> bytes:
    """A tagged PDF/UA-1. A sign that no font of ours has is printed as a question mark, so that one emoji in an article does not keep a
    whole guide from the paper. Raises `typst.TypstError`, also where the standard is not met."""
    try:
        return bytes(_compiled(sheet, format="pdf", pdf_standards=["ua-1"]))
    except typst.TypstError as fault:
        if "could not be displayed" not in str(fault):
            raise
        return bytes(_compiled(_plain(sheet), format="pdf", pdf_standards=["ua-1"]))


def _plain(what: Any) -> Any:
    """The same with stand-ins for signs of scripts that are not ours."""
    if isinstance(what, str):
        return "".join(sign if _is_known(sign) else STAND_IN for sign in what)
    if isinstance(what, Mapping):
        return {key: value if key == "qr" else _plain(value) for key, value in what.items()}
    return [_plain(one) for one in what] if isinstance(what, list | tuple) else what


def _is_known(sign: str) -> bool:
    return any(first <= ord(sign) <= last for first, last in KNOWN)


def pictures(sheet: Mapping[str, Any], *, ppi: float = 100) -> list[bytes]:
    """Every page as PNG, to look at."""
    made = _compiled(sheet, format="png", ppi=ppi)
    return made if isinstance(made, list) else [made]


def _compiled(sheet: Mapping[str, Any], **how: Any) -> Any:
    text = json.dumps(sheet, ensure_ascii=False)
    return typst.compile(str(SHEET), font_paths=FOLDERS, ignore_system_fonts=True, sys_inputs={"sheet": text}, **how)


if __name__ == "__main__":
    sys.stdout.buffer.write(pdf(json.load(sys.stdin.buffer)["sheet"]))
