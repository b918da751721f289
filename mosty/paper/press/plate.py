"""The program of the press: JSON on standard input, a PDF on standard output. Knows no Django; `print_pdf` starts it."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from base64 import b64decode
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import fontpkg_amiri
import manimgx_fonts
import typst

from mosty.paper.press.signs import is_known

TEMPLATES = {path.stem: path for path in Path(__file__).resolve().parent.glob("*.typ")}
# Noto Sans (Latin, Cyrillic), Noto Sans Georgian; Amiri for Arabic: docs/decisions/0013-paper.md
FOLDERS = [str(Path(str(package.__file__)).parent) for package in (manimgx_fonts, fontpkg_amiri)]

STAND_IN = "?"
NONE: Mapping[str, bytes] = {}


def pdf(sheet: Mapping[str, Any], pictures: Mapping[str, bytes] = NONE, *, template: str = "sheet") -> bytes:
    """A tagged PDF/UA-1. `pictures`: files by the names that the sheet has for them. `template`: which .typ beside this file.

    A sign that no font of ours has is printed as a question mark, so that one emoji in an article does not keep a whole guide from the
    paper. Raises `typst.TypstError`, also where the standard is not met.
    """
    try:
        return bytes(_compiled(sheet, pictures, template, format="pdf", pdf_standards=["ua-1"]))
    except typst.TypstError as fault:
        if "could not be displayed" not in str(fault):
            raise
        return bytes(_compiled(_plain(sheet), pictures, template, format="pdf", pdf_standards=["ua-1"]))


def _plain(what: Any) -> Any:
    """The same with stand-ins for signs of scripts that are not ours."""
    if isinstance(what, str):
        return "".join(sign if is_known(sign) else STAND_IN for sign in what)
    if isinstance(what, Mapping):
        return {key: value if key in {"qr", "picture"} else _plain(value) for key, value in what.items()}
    return [_plain(one) for one in what] if isinstance(what, list | tuple) else what


def pages(sheet: Mapping[str, Any], pictures: Mapping[str, bytes] = NONE, *, template: str = "sheet", ppi: float = 100) -> list[bytes]:
    """Every page as PNG, to look at."""
    made = _compiled(sheet, pictures, template, format="png", ppi=ppi)
    return made if isinstance(made, list) else [made]


def _compiled(sheet: Mapping[str, Any], pictures: Mapping[str, bytes], template: str, **how: Any) -> Any:
    """Pictures reach Typst as files in a folder that holds nothing else but the template."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        main = here / "main.typ"
        shutil.copy(TEMPLATES[template], main)
        names = {name: f"picture-{number}" for number, name in enumerate(pictures)}
        for name, data in pictures.items():
            (here / names[name]).write_bytes(data)
        words = {"sheet": json.dumps(sheet, ensure_ascii=False), "pictures": json.dumps(names)}
        return typst.compile(str(main), root=folder, font_paths=FOLDERS, ignore_system_fonts=True, sys_inputs=words, **how)


if __name__ == "__main__":
    asked = json.load(sys.stdin.buffer)
    drawings = {name: b64decode(data) for name, data in asked["pictures"].items()}
    sys.stdout.buffer.write(pdf(asked["sheet"], drawings, template=asked["template"]))
