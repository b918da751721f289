"""The guide: all shelves, one shelf, one article. An article that a language lacks says so and offers what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import Http404, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from mosty.core import time
from mosty.core.texts import Told, told
from mosty.core.world import language_name
from mosty.guide.access import get_article
from mosty.guide.actions.wishes import wish_translation
from mosty.guide.enums import TOPIC_ICONS, TOPIC_SUMMARIES, GuideTopic, public_name
from mosty.guide.queries import articles
from mosty.guide.queries.named import helpers_of
from mosty.guide.queries.names import slug_behind
from mosty.portal.cache import fresh_until, keep_out, public_page
from mosty.portal.frame import page_addresses
from mosty.portal.guide import shown
from mosty.portal.guide.inline import Inliner
from mosty.portal.guide.labels import lead_notes, told_label
from mosty.portal.guide.quiet import guarded, to_quiet_address
from mosty.portal.guide.towns import here
from mosty.portal.words import own_names
from mosty.ui.screens import reads, screen, writes

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from mosty.guide.queries.articles import Entry, Reading

KEYS = ("town", "beside", "read", "wished")
LATEST, MOST_CHANGED = 5, 50  # changes on the first page of the guide, and on their own


@public_page(seconds=60)
@reads
def index(request: HttpRequest) -> HttpResponse:
    """Shelves with their articles."""
    language = _language()
    return screen(
        request,
        "portal/guide/index.html",
        {
            "headline": _("What do I need to do?"),
            "summary": _("Life in Poland step by step: papers, deadlines, fees, offices, in your language and in Polish."),
            "shelves": [_shelf(topic, found, language) for topic, found in articles.shelves(language)],
            "changed": [_change(entry, day, language) for entry, day in articles.changed(language, LATEST)],
        },
    )


@public_page(seconds=60)
@reads
def changes(request: HttpRequest) -> HttpResponse:
    """What was written or changed last, the newest first."""
    language = _language()
    return screen(
        request,
        "portal/guide/changes.html",
        {
            "headline": _("Recently changed"),
            "summary": _("Texts of the guide that were written or changed last, the newest first."),
            "changed": [_change(entry, day, language) for entry, day in articles.changed(language, MOST_CHANGED)],
            "trail": _trail((_("Recently changed"), "")),
        },
    )


@public_page(seconds=60, keys=KEYS)
@reads
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """A shelf or an article."""
    if slug in GuideTopic.values:
        return _topic(request, GuideTopic(slug))
    name, slug = slug, articles.slug_of(slug)
    languages = articles.languages_of(slug)
    if not languages:
        plain = articles.plain(slug)
        if not plain:
            return _renamed(request, name)
        found = plain.get(_language()) or plain.get(request.GET.get("read", ""))
        return _plain(request, found) if found else _missing_plain(request, plain)
    mine, asked = _language(), request.GET.get("read", "")
    language = mine if mine in languages else asked
    if language not in languages:
        return _missing(request, name, slug, languages)
    reading = articles.reading(languages[language])
    if reading.page.is_sensitive and name == slug:
        return to_quiet_address(request, slug)
    return _article(request, reading, languages)


@csrf_exempt  # nobody is signed in, nothing is anybody's: docs/decisions/0005-booking-without-cookies.md
@writes
def wish(request: HttpRequest, slug: str) -> HttpResponse:
    """POST: one more reader would like this article in the language of the address."""
    article = get_article(slug_behind(slug) or articles.slug_of(slug))
    back = _page_of(article)
    if request.method == "POST":
        wish_translation(article, language=_language())
        back = f"{back}?wished=1"
    answer = HttpResponseRedirect(back, status=303 if request.method == "POST" else 302)
    return guarded(answer, is_sensitive=getattr(article, "is_sensitive", False))


def _renamed(request: HttpRequest, name: str) -> HttpResponse:
    """From the address that a page had once to the one it has. Raises `Http404` when none had it, or it is not published."""
    slug = slug_behind(name)
    languages = articles.languages_of(slug) if slug else {}
    if not languages and not (slug and articles.plain(slug)):
        raise Http404
    if slug in articles.sensitive_names():
        return to_quiet_address(request, slug)
    query = request.META.get("QUERY_STRING", "")
    address = reverse("portal:guide:page", args=[slug])
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def _page_of(entry: Any) -> str:
    """Address of an article (an entry or a page)."""
    return reverse("portal:guide:page", args=[public_name(entry.slug, is_sensitive=getattr(entry, "is_sensitive", False))])


def _link(entry: Entry, language: str) -> dict[str, Any]:
    is_readers = entry.language == language
    return {
        "url": _page_of(entry),
        "is_quiet": entry.is_sensitive,
        "title": Told(entry.title, entry.language, is_readers),
        "summary": Told(entry.summary, entry.language, is_readers),
        "icon": entry.icon,
        "is_readers": is_readers,
        "tongue": "" if is_readers else language_name(entry.language),
        "label": entry.label.sentence() if entry.label else "",
    }


def _change(entry: Entry, day: date, language: str) -> dict[str, Any]:
    return {**_link(entry, language), "day": day}


def _shelf(topic: GuideTopic, found: list[Entry], language: str) -> dict[str, Any]:
    return {
        "key": topic.value,
        "url": reverse("portal:guide:page", args=[topic.value]),
        "title": str(topic.label),
        "summary": str(TOPIC_SUMMARIES[topic]),
        "icon": TOPIC_ICONS[topic],
        "articles": [_link(entry, language) for entry in found],
    }


def _trail(*places_: tuple[str, str]) -> list[dict[str, str]]:
    start = [(_("Start"), reverse("portal:home")), (_("What do I need to do?"), reverse("portal:guide:index"))]
    return [{"label": label, "url": url} for label, url in (*start, *places_)]


def _topic(request: HttpRequest, topic: GuideTopic) -> HttpResponse:
    language = _language()
    found = dict(articles.shelves(language)).get(topic, [])
    shelf = _shelf(topic, found, language)
    context = {"headline": shelf["title"], "summary": shelf["summary"], "shelf": shelf, "trail": _trail((shelf["title"], ""))}
    return screen(request, "portal/guide/topic.html", context)


def _missing(request: HttpRequest, name: str, slug: str, languages: dict[str, int]) -> HttpResponse:
    """The reader's language has no text: say so in that language, offer the others, take the wish."""
    entry = articles.entries(_language(), [slug])[0]
    if entry.is_sensitive and name == slug:
        return to_quiet_address(request, slug)
    title = Told(entry.title, entry.language, False)
    context = {
        "headline": _("Information") if entry.is_sensitive else entry.title,
        "summary": _("This text is not yet in your language."),
        "title": title,
        "addresses": _addresses(request, languages),
        "languages": [(one, f"?{urlencode({'read': one.code})}") for one in own_names(languages)],
        "wish_url": reverse("portal:guide:wish", args=[name]),
        "has_wished": request.GET.get("wished") == "1",
        "exit_url": settings.QUICK_EXIT_URL if entry.is_sensitive else "",
        "trail": _trail((_topic_label(entry.topic), reverse("portal:guide:page", args=[entry.topic])) if entry.topic else ("", "")),
    }
    return guarded(screen(request, "portal/guide/missing.html", context), is_sensitive=entry.is_sensitive)


def _missing_plain(request: HttpRequest, plain: dict[str, Any]) -> HttpResponse:
    """The same for a plain page."""
    code = next(one for one in (*articles.FALLBACKS, *plain) if one in plain)
    title = Told(plain[code].title, code, False)
    context = {
        "headline": title.text,
        "summary": _("This text is not yet in your language."),
        "title": title,
        "addresses": _addresses(request, dict.fromkeys(plain, 0)),
        "languages": [(one, f"?{urlencode({'read': one.code})}") for one in own_names(plain)],
        "wish_url": reverse("portal:guide:wish", args=[plain[code].slug]),
        "has_wished": request.GET.get("wished") == "1",
        "exit_url": "",
        "trail": _trail((title.text, "")),
    }
    return screen(request, "portal/guide/missing.html", context)


def _topic_label(topic: str) -> str:
    return str(GuideTopic(topic).label)


def _addresses(request: HttpRequest, languages: dict[str, int]) -> dict[str, Any]:
    """Only languages that have the text are told to robots."""
    found = page_addresses(request)
    return {**found, "alternates": [(code, url) for code, url in found["alternates"] if code in languages]}


def _article(request: HttpRequest, reading: Reading, languages: dict[str, int]) -> HttpResponse:
    article = reading.page
    reader = _language()
    inliner = Inliner.of(reading)
    parts = shown.parts_of(reading, inliner)
    summary = inliner.html(escape(article.summary))
    where = here(request, article.slug)
    shown.add_places(parts, where, helpers_of(reading.parts))
    beside, twin = _beside(request, languages, reading)
    others = [entry for entry in articles.entries(reader, article.related) if entry.slug != article.slug]
    related = [_link(entry, reader) for entry in sorted(others, key=lambda entry: article.related.index(entry.slug))]
    topic = articles.topic_of(article)
    plain_summary = inliner.plain(article.summary)
    today = time.today()
    used = list(inliner.used_facts.values())
    context = {
        "headline": _("Information") if article.is_sensitive else article.title,
        "summary": _("A text of the guide.") if article.is_sensitive else plain_summary,
        "article": article,
        "language": own_names([reading.language])[0],
        "is_readers": reading.language == reader,
        "lead": lead_notes(reading, summary),
        "label": told_label(reading),
        "lead_beside": twin["lead"] if twin else "",
        "parts": [] if beside else parts,
        "pairs": shown.pairs(parts, twin["parts"]) if twin else [],
        "contents": shown.contents(parts),
        "title_beside": twin["title"] if twin else "",
        "beside": own_names([beside])[0] if beside else None,
        "single_url": _address(request, beside=""),
        "beside_url": _address(
            request, beside="pl" if reading.language != "pl" else reader if reader in languages and reader != "pl" else ""
        ),
        "can_stand_beside": reading.language != "pl" and "pl" in languages,
        "facts": used,
        "terms": [_term(term, reader) for term in inliner.used_terms.values()],
        "has_old": any(fact.is_old for fact in used) or article.next_check_on < today,
        "acts": [(act, told(act.names)) for act in reading.acts],
        "doubt": reading.doubt,
        "sources": [(what, url, urlsplit(url).hostname or "") for _sign, url, what in _sources(article.sources)],
        "related": related,
        "where": where,
        "hidden": [(key, request.GET[key]) for key in ("beside", "read") if request.GET.get(key) in languages],
        "languages": own_names(languages),
        "exit_url": settings.QUICK_EXIT_URL if article.is_sensitive else "",
        "trail": _trail((str(topic.label), reverse("portal:guide:page", args=[topic.value]))) if topic else _trail(),
        "addresses": _addresses(request, languages),
    }
    answer = screen(request, "portal/guide/article.html", context)
    changes = [time.day_span(fact.changes_on)[0] for fact in used if fact.changes_on]
    opening = where.card.opening.changes_at if where.card else None
    fresh_until(answer, min([*changes, *shown.opening_changes(parts), *([opening] if opening else [])], default=None))
    if where.is_unknown or (where.near and where.near.is_device):
        keep_out(answer)
    return guarded(answer, is_sensitive=article.is_sensitive)


def preview(request: HttpRequest, page: Any) -> HttpResponse:
    """For the editor: an article or a plain page as it is now, published or not, in the active language."""
    if not hasattr(page, "is_sensitive"):
        return _plain(request, page)
    return _article(request, articles.reading_of(page), articles.languages_of(page.slug) | {page.locale.language_code: page.pk})


def _plain(request: HttpRequest, page: Any) -> HttpResponse:
    """A page of plain text, in the language or in Polish."""
    reading = articles.reading_of(page)
    inliner = Inliner.of(reading)
    parts = shown.parts_of(reading, inliner)
    shown.add_places(parts, here(request, page.slug), helpers_of(reading.parts))
    context = {
        "headline": page.title,
        "summary": inliner.plain(page.summary),
        "lead": inliner.html(escape(page.summary)),
        "parts": [part for part in parts if part.kind not in {"slot", "related", "acts"}],
        "facts": list(inliner.used_facts.values()),
        "terms": [_term(term, _language()) for term in inliner.used_terms.values()],
        "language": own_names([reading.language])[0],
        "is_readers": reading.language == _language(),
        "trail": _trail((page.title, "")),
    }
    answer = screen(request, "portal/guide/plain.html", context)
    changes = [time.day_span(fact.changes_on)[0] for fact in inliner.used_facts.values() if fact.changes_on]
    return fresh_until(answer, min([*changes, *shown.opening_changes(parts)], default=None))


def _beside(request: HttpRequest, languages: dict[str, int], reading: Reading) -> tuple[str, dict[str, Any]]:
    """The second language and its text, when one is asked for."""
    code = request.GET.get("beside", "")
    if code not in languages or code == reading.language:
        return "", {}
    other = articles.reading(languages[code])
    inliner = Inliner.of(other)
    with override(code):
        return code, {
            "title": other.page.title,
            "lead": lead_notes(other, inliner.html(escape(other.page.summary))),
            "parts": shown.parts_of(other, inliner),
        }


def _address(request: HttpRequest, **changes: str) -> str:
    """The same page with other wishes."""
    values = {key: request.GET.get(key, "") for key in ("town", "beside", "read")} | changes
    query = urlencode({key: value for key, value in values.items() if value})
    return f"?{query}" if query else request.path


def _term(term: Any, reader: str) -> dict[str, Any]:
    return {"key": term.key, "polish": term.polish, "name": told(term.names, reader), "text": told(term.texts, reader)}


def _sources(rows: list[list[str]]) -> list[tuple[str, str, str]]:
    return [(row[0], row[1], row[2]) for row in rows if len(row) == 3 and row[1].startswith("https://")]
