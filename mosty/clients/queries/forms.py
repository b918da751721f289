"""Notices and consent forms as they are read and printed: Polish and another language side by side; starter texts of ours."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from mosty.clients.enums.consents import BINDING, FormKind, FormState
from mosty.clients.models import Form, FormText

if TYPE_CHECKING:
    from mosty.directory.models import Organization

STARTERS = Path(__file__).resolve().parents[1] / "starters"
RTL = frozenset({"ar"})


@dataclass(frozen=True)
class Block:
    """A piece of a text: `kind` is heading, text or list; a list has several lines."""

    kind: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Side:
    """One language of a form. `words` are the fixed ones of its foot (agree, refuse, binding, unchecked, recipients)."""

    language: str
    title: str
    blocks: tuple[Block, ...]
    is_checked: bool
    words: dict[str, str]

    @property
    def direction(self) -> str:
        return "rtl" if self.language in RTL else "ltr"


@dataclass(frozen=True)
class TwoSided:
    """A version as it is read with a person and printed for signature.

    `left` is the Polish text, which binds; `right` the other language. `right` is None when Polish alone is wanted, or when there is no
    text in the wanted language: then `is_missing`, and nothing takes its place.
    """

    kind: str
    purpose: str
    version: int
    recipients: tuple[str, ...]
    wanted: str
    left: Side
    right: Side | None

    @property
    def is_missing(self) -> bool:
        return self.right is None and self.wanted != BINDING


def two_sided(version: Form, language: str) -> TwoSided:
    """The version in Polish and in `language`, as plain data. One query. A draft without Polish has an empty left side."""
    texts = {row.language: row for row in FormText.objects.filter(form=version, language__in={BINDING, language}).order_by("pk")}
    other = texts.get(language) if language != BINDING else None
    return TwoSided(
        kind=version.kind,
        purpose=version.purpose,
        version=version.version,
        recipients=tuple(version.recipients),
        wanted=language,
        left=_side(texts.get(BINDING), BINDING),
        right=_side(other, language) if other is not None else None,
    )


def languages_of(version: Form) -> list[str]:
    """Codes of the languages it has a text in, in the product's order."""
    have = set(FormText.objects.filter(form=version).order_by().values_list("language", flat=True))
    return [code for code, _name in settings.LANGUAGES if code in have]


def texts_of(version: Form) -> dict[str, FormText]:
    """By language. One query."""
    return {row.language: row for row in FormText.objects.filter(form=version).order_by("language")}


def blocks(body: str) -> tuple[Block, ...]:
    """The text in pieces: lines that begin with ## are headings, with - a line of a list; others are joined to paragraphs."""
    found: list[Block] = []
    kind, lines = "text", list[str]()

    def close() -> None:
        if lines:
            found.append(Block(kind, tuple(lines) if kind == "list" else (" ".join(lines),)))
            lines.clear()

    for line in [*body.split("\n"), ""]:
        line = line.strip()
        now = "heading" if line.startswith("## ") else "list" if line.startswith("- ") else "text"
        if not line or now != kind or now == "heading":
            close()
        kind = now
        if line:
            lines.append(line[3:].strip() if now == "heading" else line[2:].strip() if now == "list" else line)
    return tuple(found)


def forms_of(organization: Organization) -> list[Form]:
    """Every version of every form of one organisation: notices first, the newest version first."""
    rows = Form.objects.filter(organization=organization).select_related("published_by", "withdrawn_by")
    order = {FormKind.NOTICE.value: 0, FormKind.CONSENT.value: 1}
    return sorted(rows.order_by("pk"), key=lambda row: (order[row.kind], row.purpose, -row.version))


def in_use(organization: Organization, kind: str, purpose: str) -> Form | None:
    return Form.objects.filter(organization=organization, kind=kind, purpose=purpose, state=FormState.PUBLISHED).first()


# --- starter texts -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Starter:
    """A form of ours to begin with: what it covers, and titles and bodies by language with {controller} and other gaps to fill."""

    kind: str
    purpose: str
    categories: tuple[str, ...]
    valid_months: int | None
    texts: dict[str, tuple[str, str]]


@cache
def starters() -> dict[tuple[str, str], Starter]:
    """By kind and purpose: `starters/<kind>-<purpose>.toml` and, one file a language, `starters/<kind>-<purpose>/<language>.md`."""
    found = {}
    for path in sorted(STARTERS.glob("*-*.toml")):
        kind, purpose = path.stem.split("-", 1)
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        texts = {one.stem: _titled(one.read_text(encoding="utf-8")) for one in sorted((STARTERS / path.stem).glob("*.md"))}
        found[kind, purpose] = Starter(kind, purpose, tuple(table["categories"]), table.get("valid_months"), texts)
    return found


@cache
def fixed_words() -> dict[str, dict[str, str]]:
    """Words at the foot of every form, by language."""
    return tomllib.loads((STARTERS / "words.toml").read_text(encoding="utf-8"))


def _titled(text: str) -> tuple[str, str]:
    title, _gap, body = text.partition("\n")
    return title.removeprefix("#").strip(), body.strip()


def _side(row: FormText | None, language: str) -> Side:
    words = fixed_words().get(language, fixed_words()[BINDING])
    if row is None:
        return Side(language, "", (), is_checked=False, words=words)
    return Side(language, row.title, blocks(row.body), row.is_checked, words)
