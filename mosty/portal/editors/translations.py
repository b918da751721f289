"""For translators and reviewers: the work of a language, and an article paragraph by paragraph beside the Polish text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mosty.accounts.enums import Right
from mosty.core.errors import PermissionDenied, Refusal
from mosty.guide import access
from mosty.guide.actions import machine
from mosty.guide.actions import translations as actions
from mosty.guide.enums import SegmentState
from mosty.guide.queries import ledger, marks, parts
from mosty.guide.queries.work import jobs
from mosty.portal.editors.frame import framed, person
from mosty.portal.editors.lists import asked, narrowed
from mosty.portal.frame import RIGHT_TO_LEFT
from mosty.portal.words import own_names
from mosty.ui.lists import page_of
from mosty.ui.screens import acts, done, reads

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from mosty.guide.models import ArticlePage

PIECES = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass
class Line:
    """One paragraph on the screen. Texts are HTML that has been cleaned, `typed` is as it was written."""

    segment: ledger.Segment
    place: str
    source: SafeString
    text: SafeString
    seen: str
    typed: str
    hints: list[tuple[str, str]]
    changes: list[tuple[str, str]] = field(default_factory=list)
    refused: str = ""
    typed_comment: str = ""


@reads
def work(request: HttpRequest) -> HttpResponse:
    """Articles that need something in one of my languages."""
    mine = access.translated_by(request.user)
    if not mine:
        raise PermissionDenied
    language = request.GET.get("language", "")
    language = language if language in mine else mine[0]
    need = request.GET.get("need", "")
    needs = {
        "": _("everything that is to be done"),
        "stale": _("older than the Polish text"),
        "machine": _("machine, not checked"),
        "missing": _("paragraphs not translated"),
        "broken": _("cannot be used"),
        "unpublished": _("ready, not published"),
        "none": _("not begun"),
        "all": _("all articles"),
    }
    need = need if need in needs else ""
    words = asked(request)
    context = {
        "rows": page_of(request, narrowed(jobs(language, need=need), words, lambda job: f"{job.title} {job.slug}")),
        "words": words,
        "language": own_names([language])[0],
        "languages": own_names(mine),
        "needs": list(needs.items()),
        "need": need,
    }
    return framed(request, "work", _("Translations"), context)


@acts
def start(request: HttpRequest, page: int) -> HttpResponse:
    """Begin a translation: choose one of my languages that the article lacks."""
    source = access.get_polish_page(request.user, page)
    mine = access.startable_by(request.user)
    error = ""
    if request.method == "POST":
        language = request.POST.get("language", "")
        if language not in mine:
            raise PermissionDenied
        try:
            actions.start(source, language=language, by=person(request))
        except Refusal as refusal:
            error = str(refusal.sentence)
        else:
            is_mine = language in access.translated_by(request.user)
            to = reverse("translations:article", args=[language, source.slug]) if is_mine else reverse("guide_gaps")
            return done(request, _("The translation is begun. Readers do not see it before it is published."), to=to)
    context = {"source": source, "languages": own_names(mine), "chosen": request.GET.get("language", ""), "error": error}
    return framed(request, "start", source.title, context, trail=_trail(""), status=422 if error else 200)


@acts
def article(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """The article beside the Polish text. POST does one thing: `do` says which, `segment` to which paragraph."""
    source = access.get_source(request.user, slug, language)
    if request.method != "POST":
        return _screen(request, source, language)
    try:
        return done(request, _do(request, source, language), to=_back(request, source, language))
    except Refusal as refusal:
        return _screen(request, source, language, refusal=refusal)


def _do(request: HttpRequest, source: ArticlePage, language: str) -> str:
    """Carry it out; the sentence that says what was done. Raises `Refusal`."""
    posted = request.POST
    user = person(request)
    do, number = posted.get("do", ""), _number(posted.get("segment", ""))
    writes, reviews = (access.may(user, right, language=language) for right in (Right.TRANSLATION_WRITE, Right.GUIDE_REVIEW))
    if do == "comment":
        actions.comment(source, language=language, segment=number, text=posted.get("comment", ""), by=user)
        return _("The comment is kept.")
    if do == "settle":
        comment = _key(posted.get("number", ""))
        if comment is not None:
            actions.close_comment(source, language=language, number=comment, by=user)
        return _("The comment is settled.")
    if do == "check":
        actions.check(source, language=language, segment=number, seen=posted.get("seen", ""), by=user)
        return _("Your check is kept.")
    if do == "check-all":
        count = actions.check_all(source, language=language, seen=set(posted.getlist("seen")), by=user)
        return ngettext("%(count)d paragraph is checked.", "%(count)d paragraphs are checked.", count) % {"count": count}
    if do == "write" and writes:
        actions.write(source, language=language, segment=number, text=posted.get("text", ""), by=user, seen=posted.get("seen", ""))
        return _("The paragraph is kept.")
    if do == "machine" and writes:
        return machine_words(machine.translate_open(source, language=language, by=user))
    if do == "publish" and reviews:
        actions.publish(source, language=language, by=user)
        return _("The translation is published.")
    raise PermissionDenied


def machine_words(made: machine.Made) -> str:
    """What the machine did, in a sentence."""
    said = ngettext("The machine has translated %(count)d paragraph.", "The machine has translated %(count)d paragraphs.", made.count)
    said %= {"count": made.count}
    if not made.refused:
        return said
    left = ngettext(
        "%(count)d answer was refused: it had lost a mark, a number or a name.",
        "%(count)d answers were refused: they had lost marks, numbers or names.",
        made.refused,
    )
    return f"{said} {left % {'count': made.refused}}"


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _back(request: HttpRequest, source: ArticlePage, language: str) -> str:
    number = _number(request.POST.get("segment", ""))
    query = "?show=all" if request.GET.get("show") == "all" else ""
    return f"{reverse('translations:article', args=[language, source.slug])}{query}{f'#segment-{number}' if number else ''}"


def _screen(request: HttpRequest, source: ArticlePage, language: str, *, refusal: Refusal | None = None) -> HttpResponse:
    found = ledger.segments(source.translation_key, language, with_comments=True)
    hints = marks.other_words([one.text for one in found], language)
    lines = [_line(one, hints.get(one.text, [])) for one in found]
    if refusal is not None:
        _keep_typed(request, lines, str(refusal.sentence))
    show_all = request.GET.get("show") == "all" or not any(one.is_open for one in found)
    page = next((job for job in jobs(language, need="all") if job.slug == source.slug), None)
    context = {
        "source": source,
        "language": own_names([language])[0],
        "direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
        "lines": [line for line in lines if show_all or line.segment.is_open or line.segment.comments or line.refused],
        "count": len(found),
        "waiting": sum(1 for one in found if one.is_open),
        "to_check": [line.seen for line in lines if line.segment.state == SegmentState.MACHINE],
        "show_all": show_all,
        "page": page,
        "label": ledger.label(source.translation_key, language),
        "machine": machine.engine(),
        "can_write": access.may(request.user, Right.TRANSLATION_WRITE, language=language),
        "can_publish": access.may(request.user, Right.GUIDE_REVIEW, language=language),
        "refused": str(refusal.sentence) if refusal is not None and not any(line.refused for line in lines) else "",
    }
    return framed(request, "article", source.title, context, trail=_trail(language), status=422 if refusal else 200)


def _trail(language: str) -> tuple[tuple[str, str], ...]:
    query = f"?language={language}" if language else ""
    return ((_("Translations"), f"{reverse('translations:work')}{query}"),)


def _line(one: ledger.Segment, hints: list[tuple[str, str]]) -> Line:
    return Line(
        segment=one,
        place=_place(one.path),
        source=_clean(one.source),
        text=_clean(one.text),
        seen=ledger.text_hash(one.text),
        typed=one.text,
        hints=hints,
        changes=_changes(ledger.plain(one.previous), ledger.plain(one.source)) if one.previous else [],
    )


def _keep_typed(request: HttpRequest, lines: list[Line], sentence: str) -> None:
    """What was entered stays in its field, the sentence beside it."""
    number = _number(request.POST.get("segment", ""))
    for line in lines:
        if line.segment.id == number:
            line.refused = sentence
            line.typed = request.POST.get("text", line.typed)
            line.typed_comment = request.POST.get("comment", "")


def _place(path: str) -> str:
    name = path.rpartition(".")[2]
    return {
        "title": _("Title"),
        "summary": _("Summary"),
        "keywords": _("Words people type, one a line"),
        "seo_title": _("Title for search engines"),
        "search_description": _("Description for search engines"),
        "heading": _("Heading"),
        "deadline": _("Deadline"),
    }.get(name, "")


def _clean(html: str) -> SafeString:
    found = parts.paragraphs(f"<p>{html}</p>") if html else []
    return mark_safe("".join(found))  # noqa: S308 - cleaned by guide.queries.parts


def _changes(old: str, new: str) -> list[tuple[str, str]]:
    """Word by word what became of the old text: (same|gone|new, words)."""
    one, two = PIECES.findall(old), PIECES.findall(new)
    found: list[tuple[str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("same", "".join(one[a:b])))
            continue
        if a < b:
            found.append(("gone", "".join(one[a:b])))
        if c < d:
            found.append(("new", "".join(two[c:d])))
    return found
