"""The press: a sheet (plain data) becomes a PDF/UA-1 or pictures of its pages, by Typst, in a process of its own.

In a process of its own, because a fault or a hunger for memory there must not take the worker with it, and because Typst in a
process knows no time limit. No text ever becomes markup: `sheet.typ` gets all of it as JSON.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PAGES = re.compile(rb"<xmpTPg:NPages>(\d+)<")
SECONDS = 90  # for one paper; a whole guide in two languages takes a few


class PressFault(Exception):
    """The press did not give a PDF. `said` is for the log: Typst's words, which hold no text of a sheet but may hold a little of it."""

    def __init__(self, said: str):
        super().__init__("the press gave no PDF")
        self.said = said


def print_pdf(
    sheet: Mapping[str, Any], pictures: Mapping[str, bytes] | None = None, *, template: str = "sheet", seconds: float = SECONDS
) -> bytes:
    """The sheet as PDF/UA-1; `pictures`: their files by the names that the sheet has for them; `template`: a .typ of this folder.

    Raises `PressFault` if Typst refuses it, dies, or needs longer.
    """
    packed = {name: b64encode(data).decode() for name, data in (pictures or {}).items()}
    asked = json.dumps({"sheet": sheet, "pictures": packed, "template": template}, ensure_ascii=False).encode()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "mosty.paper.press.plate"],
            input=asked,
            capture_output=True,
            timeout=seconds,
            check=False,
            cwd=HERE.parents[2],
        )
    except subprocess.TimeoutExpired:
        raise PressFault(f"longer than {seconds:g} seconds") from None
    if done.returncode != 0 or not done.stdout.startswith(b"%PDF-"):
        raise PressFault(done.stderr.decode(errors="replace")[-400:])
    return done.stdout


def pages_of(pdf: bytes) -> int:
    """How many pages it says that it has; 0 if it does not say."""
    said = PAGES.search(pdf)
    return int(said[1]) if said else 0


@cache
def version() -> str:
    """Changes whenever the same sheet would look different: the template, the plate or Typst."""
    text = b"".join((HERE / name).read_bytes() for name in ("sheet.typ", "plate.py", "signs.py"))
    return hashlib.sha256(text + metadata.version("typst").encode()).hexdigest()[:16]
