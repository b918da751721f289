"""What forms say of the person: read from the file, never computed, nothing transliterated."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from mosty.clients.access import can_write
from mosty.clients.enums import BirthQuality, IdentifierKind, NameKind, RelationKind, StayBasis
from mosty.clients.queries import file
from mosty.clients.queries.identity import number_of
from mosty.core import time, world
from mosty.core.crypt import Unreadable
from mosty.core.dates import comma_of, day_words
from mosty.paper.queries.printouts import words
from mosty.paper.queries.printouts.tongues import clean, own

if TYPE_CHECKING:
    from mosty.clients.models import Client, Identifier, ResidenceStatus
    from mosty.directory.access import AnyUser
    from mosty.paper.queries.printouts.tongues import Piece, Said, Tongues

    Lines = list[Piece | Said]

ADULT = 18  # years: Art. 10 § 1 of the Polish Civil Code


@dataclass(frozen=True)
class Person:
    """The file as forms need it. Without a client: a blank form, everything is a line to write on."""

    client: Client | None = None
    names: tuple[tuple[str, str], ...] = ()
    documents: tuple[Identifier, ...] = ()
    status: ResidenceStatus | None = None
    guardians: tuple[str, ...] = ()
    numbers: dict[object, str] = field(default_factory=dict)

    @property
    def may_be_minor(self) -> bool:
        """Might the person be under 18 today? Also when the birth date is not known well enough to say no."""
        if self.client is None or self.client.birth_year is None:
            return True
        today = time.today(self.client.centre.time_zone)
        born = self.client.birth_on if self.client.birth_quality == BirthQuality.FULL else None
        if born is None:
            return today.year - self.client.birth_year <= ADULT
        return (today.year - born.year) - ((today.month, today.day) < (born.month, born.day)) < ADULT


def person_of(user: AnyUser, client: Client, *, with_numbers: bool) -> Person:
    """The file of a client that the user may read. About seven queries.

    Whole numbers of documents only on forms that ask for them, and only for those who may change the file, as on the screen; each is a
    look of its own. Else, and when no key opens one any more, there is a line to write on. Relatives whose file the user may not open
    are not named.
    """
    with_numbers = with_numbers and can_write(user, client)
    documents = tuple(file.documents_of(client))
    today = time.today(client.centre.time_zone)
    guardians = [
        (one.row.other.name if one.row.other else one.row.name)
        for one in file.relatives_of(user, client)
        if one.row.kind in (RelationKind.PARENT, RelationKind.GUARDIAN) and (one.row.other is None or one.is_open)
    ]
    return Person(
        client,
        tuple((row.kind, row.text) for row in file.names_of(client)) or ((NameKind.SPOKEN, client.name),),
        documents,
        file.status_on(file.statuses_of(client), today),
        tuple(guardians),
        {row.pk: _number(row) for row in documents} if with_numbers else {},
    )


def _number(row: Identifier) -> str:
    try:
        return number_of(row)
    except Unreadable:
        return ""


# --- rows of forms ---------------------------------------------------------------------------------------------------------


def short(tongues: Tongues, person: Person, *, guardian: str = "") -> list[Piece]:
    """Who it is: names, birth date, citizenship; of a minor, who signs (`guardian`: who was named at enrolment)."""
    return [
        *_names(tongues, person),
        _born(tongues, person),
        _citizenship(tongues, person),
        *([_guardian(tongues, guardian, *person.guardians)] if person.may_be_minor or guardian else []),
    ]


def whole(tongues: Tongues, person: Person) -> list[Piece]:
    """All that a registration form asks."""
    client = person.client
    return [
        *short(tongues, person),
        _pesel(tongues, person),
        _coded(tongues, _("Sex"), client.sex if client else "", words.SEX),
        tongues.head(pgettext_lazy("printed form", "Contact and languages")),
        tongues.field(_("Phone"), [own(client.phone)] if client else []),
        tongues.field(_("E-mail"), [own(client.email)] if client else []),
        _safe(tongues, person),
        tongues.field(pgettext_lazy("printed form", "Languages and how well"), _languages(tongues, person), rooms=2),
        _coded(
            tongues, pgettext_lazy("printed form", "Is an interpreter needed?"), client.needs_interpreter if client else "", words.YES_NO
        ),
        tongues.head(pgettext_lazy("printed form", "Stay in Poland and documents")),
        stay(tongues, person),
        documents(tongues, person),
        tongues.head(pgettext_lazy("printed form", "Education and work")),
        _coded(tongues, _("Education"), client.education if client else "", words.EDUCATION),
        _coded(tongues, _("Work"), client.work if client else "", words.WORK),
    ]


def stay(tongues: Tongues, person: Person) -> Piece:
    """On what ground the person stays today, and until when."""
    status = person.status
    return tongues.field(pgettext_lazy("printed form", "Ground of stay"), [tongues.said(lambda: _ground(status))] if status else [])


def _ground(status: ResidenceStatus) -> str:
    ground = str(words.of(status.basis, words.STAY))
    if status.basis in (StayBasis.UNKNOWN, StayBasis.REFUSED) or status.valid_to is None:
        return ground
    return comma_of().join((ground, until(status.valid_to)))


def from_(day: date) -> str:
    return pgettext("printed form", "from %(day)s") % {"day": day_words(day, "plain")}


def until(day: date) -> str:
    return pgettext("printed form", "until %(day)s") % {"day": day_words(day, "plain")}


def documents(tongues: Tongues, person: Person, *, seen: bool = False) -> Piece:
    """Documents with their numbers; `seen`: also when and by whom each was seen. PESEL stands above."""
    rows = [_document(tongues, person, row, seen=seen) for row in person.documents if row.kind != IdentifierKind.PESEL]
    heads = [
        (pgettext_lazy("printed form", "Document"), 1.6),
        (pgettext_lazy("printed form", "Number"), 1.2),
        (pgettext_lazy("printed form", "Issued by (country)"), 1.1),
        (pgettext_lazy("printed form", "Valid until"), 1.1),
        *([(pgettext_lazy("printed form", "Seen on, by whom"), 1.6)] if seen else []),
    ]
    return tongues.table(heads, rows, empty=0 if rows else 2)


def _document(tongues: Tongues, person: Person, row: Identifier, *, seen: bool) -> list[Lines]:
    number: Piece = own(person.numbers.get(row.pk, ""))
    missing = tongues.said(words.of(row.missing, words.MISSING)) if row.missing else {}
    country = row.country
    valid_to, seen_on = row.valid_to, row.seen_on
    cells: list[Lines] = [
        [tongues.said(words.of(row.kind, words.DOCUMENT))],
        [missing or number],
        [tongues.said(lambda: world.country_name(country))] if country else [],
        [tongues.said(lambda: day_words(valid_to, "plain"))] if valid_to else [],
    ]
    if seen:
        by = [own(row.seen_by.name)] if row.seen_by and seen_on else []
        cells.append([tongues.said(lambda: day_words(seen_on, "plain")), *by] if seen_on else [])
    return cells


def _names(tongues: Tongues, person: Person) -> list[Piece]:
    def of(wanted: str) -> Lines:
        return [own(text) for kind, text in person.names if kind == wanted]

    told = {text for kind, text in person.names if kind in (NameKind.PASSPORT, NameKind.OWN)}
    others = [own(text) for kind, text in person.names if kind not in (NameKind.PASSPORT, NameKind.OWN) and text not in told]
    rows = [
        tongues.field(pgettext_lazy("printed form", "Surname and given names, as in the passport"), of(NameKind.PASSPORT)),
        tongues.field(pgettext_lazy("printed form", "The same in one's own script"), of(NameKind.OWN)),
    ]
    if others or person.client is None:
        rows.append(tongues.field(pgettext_lazy("printed form", "Other names (as called, at birth, former)"), others))
    return rows


def _born(tongues: Tongues, person: Person) -> Piece:
    client = person.client
    label = _("Birth date")
    if client is None:
        return tongues.field(label)
    return tongues.field(label, [tongues.said(lambda: born(client))] if client.birth_quality or client.birth_year else [])


def born(client: Client) -> str:
    """The birth date in words, with its quality."""
    if client.birth_quality in (BirthQuality.UNKNOWN, BirthQuality.REFUSED):
        return str(words.NO_VALUE[client.birth_quality])
    if client.birth_on is None:
        return pgettext("printed form", "%(year)s, day and month not known") % {"year": client.birth_year}
    if client.birth_quality == BirthQuality.MONTH:
        return pgettext("printed form", "%(month)s, day not known") % {"month": day_words(client.birth_on, "month")}
    day = day_words(client.birth_on, "plain")
    return pgettext("printed form", "about %(day)s") % {"day": day} if client.birth_quality == BirthQuality.APPROXIMATE else day


def _pesel(tongues: Tongues, person: Person) -> Piece:
    lines: Lines = []
    for row in person.documents:
        if row.kind == IdentifierKind.PESEL:
            lines.append(tongues.said(words.of(row.missing, words.MISSING)) if row.missing else own(person.numbers.get(row.pk, "")))
    return tongues.field("PESEL", lines)


def _citizenship(tongues: Tongues, person: Person) -> Piece:
    code = person.client.citizenship if person.client else ""
    return tongues.field(_("Citizenship"), [tongues.said(lambda: world.country_name(code))] if code else [])


def _coded(tongues: Tongues, label: words.Words | object, code: str, among: words.Words) -> Piece:
    """A question with its answer in words; not asked: boxes to tick, the answers that are no value among them."""
    lines = [tongues.said(words.of(code, among))] if code else []
    return tongues.field(label, lines, options=[*among.values(), *words.NO_VALUE.values()])  # type: ignore[arg-type]


def _guardian(tongues: Tongues, *names: str) -> Piece:
    found = dict.fromkeys(name for name in names if name)
    return tongues.field(pgettext_lazy("printed form", "Under 18: parent or guardian"), [own(name) for name in found])


def _safe(tongues: Tongues, person: Person) -> Piece:
    """Which ways are safe: each with its answer; those not asked have boxes to tick by hand."""
    contact = file.contact_of(person.client) if person.client else None
    ways = {
        "may_call": pgettext_lazy("printed form", "phone call"),
        "may_leave_message": pgettext_lazy("printed form", "voice message"),
        "may_text": pgettext_lazy("printed form", "text message"),
        "may_write": pgettext_lazy("printed form", "e-mail"),
    }
    asked = [(label, getattr(contact, name)) for name, label in ways.items() if contact is not None and getattr(contact, name)]
    lines = [{"label": tongues.said(label), "value": tongues.said(words.of(code, words.YES_NO))} for label, code in asked]
    return tongues.field(pgettext_lazy("printed form", "Safe ways to reach me"), lines, options=ways.values())


def _languages(tongues: Tongues, person: Person) -> Lines:
    if person.client is None:
        return []
    rows = file.languages_of(person.client)
    if not rows and person.client.language:
        code = person.client.language
        return [tongues.said(lambda: world.language_name(code))]
    return [tongues.said(_language(row.language, row.level, reads=row.reads == "yes")) for row in rows]


def _language(code: str, level: str, *, reads: bool):  # type: ignore[no-untyped-def]
    def told() -> str:
        grade = str(words.LEVEL.get(level, level.upper()))
        found = [world.language_name(code), grade, pgettext("printed form", "reads") if reads else ""]
        return comma_of().join(clean(word) for word in found if word)

    return told
