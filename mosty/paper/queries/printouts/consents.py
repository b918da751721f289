"""Information notices and consent forms on paper: the version in use, Polish beside the person's language, ready to sign."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language, pgettext

from mosty.clients.enums.consents import FormKind, FormState
from mosty.clients.queries.forms import fixed_words, forms_of, two_sided
from mosty.core.world import language_name
from mosty.paper.enums import Printout
from mosty.paper.queries.printouts import frame, person
from mosty.paper.queries.printouts.tongues import POLISH, clean, own

if TYPE_CHECKING:
    from mosty.clients.models import Form
    from mosty.clients.queries.forms import Side, TwoSided
    from mosty.directory.models import Centre, Organization
    from mosty.paper.queries.printouts.person import Person
    from mosty.paper.queries.printouts.tongues import Piece, Tongues


def texts_of(organization: Organization) -> list[Form]:
    """Notices and consent forms that the organisation has in use, notices first. One query."""
    return [form for form in forms_of(organization) if form.state == FormState.PUBLISHED]


def form_of(tongues: Tongues, centre: Centre, who: Person, version: Form) -> dict[str, Any]:
    """The notice or the consent form. That it has no text in a language is said, on the paper too; nothing takes its place silently."""
    text = two_sided(version, tongues.beside or POLISH)
    is_consent = version.kind == FormKind.CONSENT
    blocks = [
        *_missing(tongues, text),
        *_texts(text),
        *_recipients(tongues, text, is_consent=is_consent),
        *person.short(tongues, who),
        *([tongues.field("", options=[_fixed("agree"), _fixed("refuse")])] if is_consent else []),
        *([] if is_consent else [tongues.sentences(_fixed("read"))]),
        frame.signed(tongues, frame.WORKER),
    ]
    made = frame.sheet(Printout.CONSENT if is_consent else Printout.NOTICE, tongues, centre, blocks, number=frame.number_of(who))
    titles = {side.language: side.title for side in (text.left, text.right) if side is not None}
    about = tongues.said(lambda: pgettext("printed form", "version %(version)d") % {"version": version.version})
    return made | {"title": {code: titles.get(code) or titles[POLISH] for code in tongues.codes}, "about": about}


def _missing(tongues: Tongues, text: TwoSided) -> list[Piece]:
    """What the reader must know of the translation before reading."""
    if text.is_missing:
        return [
            tongues.sentences(
                lambda: (
                    pgettext(
                        "printed form", "There is no text in this language yet: %(language)s. Please let somebody interpret the Polish one."
                    )
                    % {"language": language_name(text.wanted)}
                )
            )
        ]
    if text.right is not None and not text.right.is_checked:
        return [tongues.sentences(_fixed("unchecked"))]
    return []


def _texts(text: TwoSided) -> list[Piece]:
    """The text in pieces beside each other where both languages are built alike; else one whole beside the other."""
    left, right = _pieces(text.left), _pieces(text.right) if text.right else []
    if right and [one["as"] for one in left] != [one["as"] for one in right]:
        return [{"kind": "texts", "left": left, "right": right}]
    return [{"kind": "texts", "left": [mine], "right": right[at : at + 1]} for at, mine in enumerate(left)]


def _pieces(side: Side) -> list[Piece]:
    return [{"as": block.kind, "lines": [clean(line) for line in block.lines]} for block in side.blocks]


def _recipients(tongues: Tongues, text: TwoSided, *, is_consent: bool) -> list[Piece]:
    """Who gets the data; on a consent each has a box of its own."""
    if not text.recipients:
        return []
    label = _fixed("recipients")
    if is_consent:
        return [tongues.field(label, options=[clean(name) for name in text.recipients])]
    return [tongues.field(label, [own(name) for name in text.recipients])]


def _fixed(key: str) -> Callable[[], str]:
    """Words that stand under every form, from the same file as on the screen."""
    return lambda: fixed_words()[get_language() or POLISH][key]
