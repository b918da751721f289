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


def pdf(sheet: Mapping[str, Any]) -> bytes:
    """A tagged PDF/UA-1. Raises `typst.TypstError`, also where the standard is not met."""
    return bytes(_compiled(sheet, format="pdf", pdf_standards=["ua-1"]))


def pictures(sheet: Mapping[str, Any], *, ppi: float = 100) -> list[bytes]:
    """Every page as PNG, to look at."""
    made = _compiled(sheet, format="png", ppi=ppi)
    return made if isinstance(made, list) else [made]


def _compiled(sheet: Mapping[str, Any], **how: Any) -> Any:
    text = json.dumps(sheet, ensure_ascii=False)
    return typst.compile(str(SHEET), font_paths=FOLDERS, ignore_system_fonts=True, sys_inputs={"sheet": text}, **how)


if __name__ == "__main__":
    sys.stdout.buffer.write(pdf(json.load(sys.stdin.buffer)["sheet"]))
