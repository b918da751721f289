"""The whole paper as plain data: all that the press prints, in the order in which it stands."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from mosty.core import time
from mosty.core.dates import day_words
from mosty.core.texts import told
from mosty.core.world import language_name
from mosty.guide.enums import public_name
from mosty.guide.queries import articles, notes
from mosty.guide.queries.named import helpers_of
from mosty.paper.queries import local, sides
from mosty.paper.queries.media import qr_drawing
from mosty.paper.queries.texts import in_language

if TYPE_CHECKING:
    from mosty.guide.models import GlossaryTerm
    from mosty.guide.queries.articles import Entry
    from mosty.guide.queries.ledger import Label
    from mosty.paper.queries.local import Place
    from mosty.paper.queries.sides import Side
    from mosty.paper.queries.wishes import Wish

RIGHT_TO_LEFT = {"ar"}
DATED = "day"  # the one thing on a paper that may grow older without anything having changed
Progress = Callable[[int, int], None]


def sheet(wish: Wish, progress: Progress = lambda done, total: None) -> dict[str, Any]:
    """All that stands on the wished paper today. About thirty queries, however many articles.

    `progress` is told how many articles of how many are put together. An article without text in either language is only listed;
    the sheet has no articles if that is true of all.
    """
    place = local.place_of(wish.town)
    chosen = articles.entries(wish.language, wish.articles or None)
    if not wish.articles:
        order = [entry.slug for _topic, listed in articles.shelves(wish.language) for entry in listed]
        chosen = sorted((entry for entry in chosen if entry.slug in order), key=lambda entry: order.index(entry.slug))
    codes = [code for code in (wish.language, wish.beside) if code]
    readings = articles.readings([entry.slug for entry in chosen], codes)
    named = helpers_of(part for reading in readings.values() for part in reading.parts)
    town_notes = notes.notes_by_article(place.town, [entry.slug for entry in chosen]) if place else {}
    shown: list[dict[str, Any]] = []
    missing: list[Entry] = []
    terms: dict[str, GlossaryTerm] = {}
    for at, entry in enumerate(chosen, start=1):
        progress(at - 1, len(chosen))
        found = [readings[entry.slug, code] for code in codes if (entry.slug, code) in readings]
        if found:
            written = [
                sides.side(
                    reading,
                    place,
                    town_notes.get(entry.slug, {}),
                    named,
                    address=address_of(entry, reading.language, town=wish.town),
                )
                for reading in found
            ]
            shown.append(_article(entry, written, wish, found[0].label))
            terms |= {key: term for one in written for key, term in one.texts.used_terms.items()}
        else:
            missing.append(entry)
    progress(len(chosen), len(chosen))
    with override(wish.language):
        return {
            **_frame(wish, chosen, place),
            "articles": shown,
            "missing": [_listed(entry, wish.language) for entry in missing],
            "glossary": [_term(term, wish) for term in sorted(terms.values(), key=lambda term: term.polish.casefold())],
        }


def digest_of(made: Mapping[str, Any], press: str) -> str:
    """Of everything on the sheet but the day it is made, and of the version of the press."""
    rest = {key: value for key, value in made.items() if key != DATED}
    return hashlib.sha256((json.dumps(rest, sort_keys=True, ensure_ascii=False) + press).encode()).hexdigest()


def is_sensitive(wish: Wish) -> bool:
    """Is everything on it about matters that may harm a reader? Then its name says nothing. Two queries."""
    found = articles.entries(wish.language, wish.articles) if wish.articles else []
    return any(entry.is_sensitive for entry in found)


def address_of(entry: Entry | None, language: str, **more: str) -> str:
    """The living page of an article, or of the guide without one."""
    query = "&".join(f"{key}={value}" for key, value in more.items() if value)
    tail = f"{public_name(entry.slug, is_sensitive=entry.is_sensitive)}/" if entry else ""
    return f"{settings.SITE_URL}/{language}/guide/{tail}" + (f"?{query}" if query else "")


def _article(entry: Entry, written: list[Side], wish: Wish, label: Label) -> dict[str, Any]:
    mine, other = written[0], written[1] if len(written) > 1 else None
    address = address_of(entry, mine.language, town=wish.town)
    with override(wish.language):
        notice, told_of = "", [label.sentence()] if label.is_machine else []
        if mine.language != wish.language:
            name = dict(settings.LANGUAGES)[mine.language]
            told_of.insert(0, language_name(mine.language))
            notice = _("This text is not yet in your language. You are reading it in: %(name)s.") % {"name": name}
    return {
        "slug": entry.slug,
        "lang": mine.language,
        "beside": other.language if other else "",
        "title": mine.title,
        "title_beside": other.title if other else "",
        "notice": notice,
        "told_of": told_of,
        "lead": {"tag": "body", "mine": mine.lead, "other": other.lead if other else None},
        "trust": mine.trust,
        "trust_beside": other.trust if other else [],
        "warnings": mine.warnings,
        "warnings_beside": other.warnings if other else [],
        "parts": sides.paired(mine, other),
        "sources": mine.sources,
        "address": address,
        "qr": qr_drawing(address),
    }


def _frame(wish: Wish, chosen: list[Entry], place: Place | None) -> dict[str, Any]:
    """Title, languages and the words of the press, in the first language."""
    single = chosen[0] if len(chosen) == 1 else None
    title = single.title if single else _("Life in Poland step by step")
    today = time.today()
    return {
        "lang": wish.language,
        "beside": wish.beside,
        "rtl": sorted(RIGHT_TO_LEFT),
        "large": wish.is_large,
        # the window of a reader of PDFs shows it to whoever stands behind
        "title": _("Information") if single and single.is_sensitive else title,
        "cover": "" if single else title,
        "town": place.name(wish.language) if place else "",
        "centre": local.card(place, wish.language) if place else [],
        "languages": [dict(settings.LANGUAGES)[code] for code in (wish.language, wish.beside) if code],
        "site": settings.SITE_URL.partition("://")[2],
        "address": address_of(None, wish.language),
        "qr": qr_drawing(address_of(None, wish.language)),
        DATED: _("Facts as of %(day)s") % {"day": day_words(today, "plain")},
        "words": {
            "page": _("Page {page} of {pages}"),
            "contents": _("Contents"),
            "missing": _("Not yet in your language"),
            "glossary": _("Official words"),
            "sources": _("Sources"),
            "living": _("The newest text of this page"),
            "fact": _("What"),
            "value": _("How much, how long"),
            "checked": _("When we checked it"),
            "help": _("In danger call 112. The call is free."),
        },
    }


def _listed(entry: Entry, language: str) -> dict[str, Any]:
    told_of = [language_name(entry.language), *([entry.label.sentence()] if entry.label else [])]
    return {"title": entry.title, "lang": entry.language, "told_of": told_of, "address": address_of(entry, language)}


def _term(term: GlossaryTerm, wish: Wish) -> dict[str, Any]:
    found = []
    for code in (wish.language, wish.beside):
        if code:
            name, words = told(term.names, code), told(term.texts, code)
            found.append({"name": in_language(name, code) if name.text != term.polish else [], "text": in_language(words, code)})
    return {"polish": term.polish, "mine": found[0], "other": found[1] if len(found) > 1 else None}
