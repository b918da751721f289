"""Everything on one person, as plain data: the one source of the readable PDF and of the JSON, so that both say the same.

It walks the register of holdings (`queries.holdings`): one query a table, however many rows. Only `actions.exporting` calls it: nothing is
put together without a request, or a question of an authority, in which it is then noted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Field
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from mosty.clients.enums import YesNo
from mosty.clients.enums.retention import RecordClass
from mosty.clients.queries.holdings import Holding, Shown, files_of, holdings
from mosty.core import crypt, time, world
from mosty.core.dates import day_words, hour_words
from mosty.core.texts import told
from mosty.directory.enums import Profession, Topic

if TYPE_CHECKING:
    from mosty.clients.models import Client

FORMAT = "mosty-person/1"
LANGUAGES, COUNTRIES = frozenset({"language", "notice_language", "message_language"}), frozenset({"citizenship", "country"})
HOW = {  # of `AccessEvent`
    "open": gettext_lazy("opened"),
    "list": gettext_lazy("saw in a list"),
    "search": gettext_lazy("found by searching"),
    "export": gettext_lazy("exported"),
    "print": gettext_lazy("printed"),
}
# columns that may say which profession alone reads a row (`directory.enums.Profession`), and has to release it
READERS = ("kind", "note_class")
ORDER = list(RecordClass.values)


@dataclass(frozen=True)
class Cell:
    """One value: as a program reads it (ISO dates, codes, numbers, None) and in the reader's words. A masked one says initials at most."""

    value: Any
    words: str
    is_masked: bool = False


@dataclass(frozen=True)
class Part:
    """One table: its key, class of records, title and columns (name, heading) in the reader's language, and its rows."""

    table: str
    record_class: str
    title: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Withheld:
    """Confidential notes and files that their profession has not released: that they exist, and how many."""

    kind: str
    words: str
    count: int


@dataclass(frozen=True)
class Everything:
    """All of it. Instants are UTC in `value`, the centre's clock in `words`."""

    language: str
    made_at: datetime
    organisation: str
    file_number: int
    parts: tuple[Part, ...]
    withheld: tuple[Withheld, ...]

    def as_json(self, *, ground: str) -> dict[str, Any]:
        """Documented in docs/export.md. `ground`: number of the request."""
        return {
            "format": FORMAT,
            "language": self.language,
            "made_at": self.made_at.isoformat(),
            "organisation": self.organisation,
            "file_number": self.file_number,
            "ground": ground,
            "parts": [
                {
                    "table": part.table,
                    "class": part.record_class,
                    "title": part.title,
                    "columns": [{"name": name, "heading": heading} for name, heading in part.columns],
                    "rows": [
                        {
                            name: {"value": cell.value, "words": cell.words} | ({"masked": True} if cell.is_masked else {})
                            for (name, _heading), cell in zip(part.columns, row, strict=True)
                        }
                        for row in part.rows
                    ],
                }
                for part in self.parts
            ],
            "withheld": [{"kind": one.kind, "words": one.words, "count": one.count} for one in self.withheld],
        }


def everything(client: Client, *, language: str, released: Collection[str] = (), classes: Collection[str] | None = None) -> Everything:
    """What all tables say about the person, files that were put into this one included.

    `released`: kinds of confidential notes that their profession let go; of others only the number is told. `classes`: only these.
    Third people's names become initials. One query for each table, and two for the chain of merged files.
    """
    files, zone = files_of(client), client.centre.time_zone
    parts, withheld = [], Counter[tuple[str, str]]()
    with override(language):
        for holding in sorted(holdings(classes), key=lambda one: ORDER.index(str(one.record_class))):
            if holding.shown:
                part = _part(holding, files, zone, released, withheld)
                if part.rows:
                    parts.append(part)
        return Everything(
            language=language,
            made_at=time.now(),
            organisation=client.organization.name,
            file_number=client.number,
            parts=tuple(parts),
            withheld=tuple(Withheld(kind, words, count) for (kind, words), count in sorted(withheld.items())),
        )


def _part(holding: Holding, files: list[UUID], zone: str, released: Collection[str], withheld: Counter[tuple[str, str]]) -> Part:
    columns = [one.column for one in holding.shown]
    fields = {one.column: _field(holding, one.column) for one in holding.shown}
    readers, rows = [columns.index(name) for name in READERS if name in columns], []
    for values in holding.rows(files).values_list(*columns):
        cells = tuple(_cell(shown, fields[shown.column], value, zone) for shown, value in zip(holding.shown, values, strict=True))
        secret = next((cells[at] for at in readers if cells[at].value in Profession.values), None)
        if secret is not None and secret.value not in released:
            withheld[secret.value, secret.words] += 1
        else:
            rows.append(cells)
    headings = tuple((one.column, str(one.label)) for one in holding.shown)
    return Part(holding.model, str(holding.record_class), str(holding.title), headings, tuple(rows))


def _field(holding: Holding, column: str) -> Field[Any, Any]:
    model = holding.kind
    *path, last = column.split("__")
    for step in path:
        model = model._meta.get_field(step).related_model  # type: ignore[assignment]
    field: Any = model._meta.get_field(last)
    return field


def _cell(shown: Shown, field: Field[Any, Any], value: Any, zone: str) -> Cell:
    if shown.is_sealed:
        value = crypt.unseal(value) if value else ""
    if shown.is_about_others and value not in (None, ""):
        return Cell(None, _initials(value), is_masked=True)
    if isinstance(value, datetime):
        local = time.local(value, zone)
        words = _("%(day)s, %(hour)s") % {"day": day_words(local, "plain"), "hour": hour_words(local)}
        return Cell(value.isoformat(), words)
    if isinstance(value, date):
        return Cell(value.isoformat(), day_words(value, "plain"))
    if isinstance(value, Mapping):
        text = told(value).text
        return Cell(text, text)
    if isinstance(value, bool):
        return Cell(value, str(YesNo.YES.label if value else YesNo.NO.label))
    if isinstance(value, list | tuple | set):
        return Cell([str(one) for one in value], ", ".join(_topic(str(one)) for one in value))
    if isinstance(value, UUID):
        return Cell(str(value), str(value))
    return Cell(value, _words(field, value))


def _words(field: Field[Any, Any], value: Any) -> str:
    choices = HOW if field.name == "how" else dict(field.flatchoices)
    if value in choices:
        return str(choices[value])
    if value in (None, ""):
        return ""
    if field.name in LANGUAGES:
        return world.language_name(str(value))
    if field.name in COUNTRIES:
        return world.country_name(str(value))
    return str(value)


def _topic(code: str) -> str:
    return str(Topic(code).label) if code in Topic.values else code


def _initials(value: Any) -> str:
    """Of a third person: initials of words; nothing of numbers."""
    return " ".join(f"{word[0].upper()}." for word in str(value).split()[:4]) if isinstance(value, str) else "–"
