"""Translations as PO files: out for translators with their own tools, and back with a report of every line that does not fit."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import polib
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail_localize.models import StringTranslation

from mosty.core import time
from mosty.core.audit.record import record
from mosty.core.errors import Refusal
from mosty.guide.actions.translations import fault, write_segment
from mosty.guide.enums import SegmentState
from mosty.guide.models import ArticlePage
from mosty.guide.queries import ledger

if TYPE_CHECKING:
    from mosty.accounts.models import User

TOOL = "PO file"
MOST_LINES = 500  # of one report


@dataclass(frozen=True)
class Line:
    """What is to be said of one entry: its line in the file (0: of the file as a whole), and whether it stops the import."""

    number: int
    place: str
    sentence: str
    is_fault: bool = True


@dataclass
class Report:
    """What an import found and did."""

    lines: list[Line] = field(default_factory=list)  # of faults and of the rest, `MOST_LINES` each at most
    faults: int = 0  # how many stop the import, told or not
    remarks: int = 0  # how many do not
    changed: int = 0
    same: int = 0
    was_written: bool = False


@dataclass(frozen=True)
class _Change:
    article: ArticlePage
    segment: ledger.Segment
    text: str


def export(*, language: str, articles: Iterable[str] | None = None, only_open: bool = False) -> str:
    """The PO file of the language: every article published in Polish, or those with these slugs; all paragraphs or those to be done.

    What is older than the Polish text, or a machine's and not checked, is marked fuzzy; the older Polish words stand beside it."""
    po = polib.POFile(wrapwidth=120)
    po.metadata = {
        "Project-Id-Version": "Mosty",
        "POT-Creation-Date": f"{time.local(time.now()):%Y-%m-%d %H:%M%z}",
        "Language": language,
        "X-Source-Language": "pl",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for article in _articles(articles):
        for one in ledger.segments(article.translation_key, language):
            if not only_open or one.is_open:
                po.append(_entry(article, one))
    return str(po)


def _articles(slugs: Iterable[str] | None) -> Iterator[ArticlePage]:
    rows = ArticlePage.objects.live().filter(locale__language_code="pl").order_by("number", "slug").defer("body")
    yield from rows if slugs is None else rows.filter(slug__in=list(slugs))


def _entry(article: ArticlePage, one: ledger.Segment) -> polib.POEntry:
    is_fuzzy = one.state in {SegmentState.STALE, SegmentState.MACHINE, SegmentState.BROKEN}
    return polib.POEntry(
        msgctxt=f"{article.slug}/{one.path}",
        msgid=one.source,
        msgstr=one.text,
        comment=f"{article.title}; {one.state.value}{f' ({one.tool})' if one.tool else ''}",
        flags=["fuzzy"] if is_fuzzy and one.text else [],
        previous_msgid=one.previous or None,
    )


def read(content: bytes) -> polib.POFile:
    """The file. Raises `Refusal` for what is too large, no text, or no PO file; the sentence names the line where it can."""
    if len(content) > settings.PO_MOST_BYTES:
        size = settings.PO_MOST_BYTES // (1024 * 1024)
        raise Refusal("po-too-large", sentence=_("The file is too large: at most %(size)d MB.") % {"size": size}, field="file")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal("no-po", sentence=_("This is no PO file: it is not text in UTF-8."), field="file") from error
    if "\0" in text or "msgid" not in text:
        raise Refusal("no-po", sentence=_("This is no PO file."), field="file")
    with tempfile.TemporaryDirectory() as folder:  # polib would take some texts for the name of a file
        path = Path(folder, "upload.po")
        path.write_text(text, encoding="utf-8")
        try:
            po = polib.pofile(str(path), encoding="utf-8")
        except (OSError, ValueError, IndexError, KeyError, AttributeError) as error:
            where = str(error).rpartition("(line ")[2].rstrip(")")
            sentence = _("This is no PO file: it cannot be read from line %(line)s on.") % {"line": where} if where.isdigit() else ""
            raise Refusal("no-po", sentence=sentence or _("This is no PO file."), field="file") from error
    if not po.metadata and not list(po):
        raise Refusal("no-po", sentence=_("This is no PO file."), field="file")
    return po


def import_file(content: bytes, *, language: str, by: User, skip_faults: bool = False) -> Report:
    """Read, judge, and write all or nothing: with any fault nothing is written, unless the faulty lines are to be left out.

    A translation that is the same as before changes nothing: a machine's text is not checked by being sent back. Raises `Refusal` for
    a file that cannot be read or is of another language."""
    po = read(content)
    said = po.metadata.get("Language", "").replace("_", "-").lower()
    if said.partition("-")[0] != language:
        sentence = _("The file says it is in the language “%(said)s”, and you are importing into “%(language)s”.")
        raise Refusal("po-language", sentence=sentence % {"said": said or "?", "language": language}, field="file")
    report = Report()
    with transaction.atomic():
        changes = _judge(po, language, report)
        if report.faults and not skip_faults:
            return report
        for change in changes:
            write_segment(change.segment, language, change.text, by, StringTranslation.TRANSLATION_TYPE_MANUAL, TOOL)
        for article in {change.article.pk: change.article for change in changes}.values():
            record("translation.imported", article, by=by, language=language)
        report.changed, report.was_written = len(changes), True
    return report


def _judge(po: polib.POFile, language: str, report: Report) -> list[_Change]:
    entries = [entry for entry in po if not entry.obsolete]
    slugs = {(entry.msgctxt or "").partition("/")[0] for entry in entries}
    articles = {article.slug: article for article in _articles(slugs)}
    segments = {slug: ledger.segments(article.translation_key, language) for slug, article in articles.items()}
    here = {(slug, one.path, one.source): one for slug, found in segments.items() for one in found}
    places = {(slug, one.path) for slug, found in segments.items() for one in found}
    seen: set[tuple[str, str, str]] = set()
    changes: dict[tuple[str, str, str], _Change] = {}
    for entry in entries:
        slug, _slash, path = (entry.msgctxt or "").partition("/")
        key = (slug, path, entry.msgid)
        one = here.get(key)
        sentence = _wrong(entry, one, key, articles, places, seen)
        seen.add(key)
        if sentence:
            _say(report, Line(entry.linenum, entry.msgctxt or "", sentence))
        elif one is None or not entry.msgstr.strip():
            _say(report, Line(entry.linenum, entry.msgctxt or "", _("Not translated in the file; left as it is."), is_fault=False))
        elif "fuzzy" in entry.flags and entry.msgstr.strip() != one.text:
            _say(
                report, Line(entry.linenum, entry.msgctxt or "", _("Marked as unsure (fuzzy) in the file; left as it is."), is_fault=False)
            )
        elif entry.msgstr.strip() == one.text:
            report.same += 1
        else:
            changes[key] = _Change(articles[slug], one, entry.msgstr.strip())
    for (slug, path, _source), one in here.items():
        if one.is_open and (slug, path, one.source) not in seen:
            _say(report, Line(0, f"{slug}/{path}", _("Waits for a translation, and the file does not have it."), is_fault=False))
    return list(changes.values())


def _wrong(
    entry: polib.POEntry,
    one: ledger.Segment | None,
    key: tuple[str, str, str],
    articles: dict[str, ArticlePage],
    places: set[tuple[str, str]],
    seen: set[tuple[str, str, str]],
) -> str:
    if key[0] not in articles:
        return _("There is no such article.")
    if one is None:
        known = (key[0], key[1]) in places
        return _("The Polish paragraph has changed since the file was made.") if known else _("The article has no such paragraph.")
    if key in seen:
        return _("This paragraph stands in the file twice.")
    if entry.msgid_plural:
        return _("A paragraph has no plural.")
    return fault(one.source, entry.msgstr.strip()) if entry.msgstr.strip() and "fuzzy" not in entry.flags else ""


def _say(report: Report, line: Line) -> None:
    told = report.faults if line.is_fault else report.remarks
    if told < MOST_LINES:
        report.lines.append(line)
    report.faults += line.is_fault
    report.remarks += not line.is_fault
