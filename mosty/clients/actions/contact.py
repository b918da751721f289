"""How a person can be reached, which languages, whose relative."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mosty.clients.actions.opened import lock_open
from mosty.clients.enums import FIRST_BIRTH_YEAR, LEVELS, LONGEST_NAME, RelationKind, answers
from mosty.clients.models import Client, LanguageSkill, Relationship, SafeContact
from mosty.core import contacts, time, undo, world
from mosty.core.audit.record import record
from mosty.core.errors import Refusal

if TYPE_CHECKING:
    from mosty.accounts.models import User

QUESTIONS = ("may_call", "may_leave_message", "may_text", "may_write", "prefers_woman")
MOST_LANGUAGES = 12
CHOOSE = _("Please choose from the list.")


@transaction.atomic
def save_contact(client: Client, *, who_answers: str = "", when: str = "", by: User, **asked: str) -> SafeContact:
    """Keep what the person allows. `asked` are answers (`clients.enums.answers`) to `QUESTIONS`; one left out is not asked.

    Raises `Refusal`: bad-answer, too-long, direction-marks.
    """
    client = lock_open(client)
    known = {code for code, _words in answers()}
    values: dict[str, Any] = {name: asked.get(name, "") for name in QUESTIONS}
    for name, answer in values.items():
        if answer not in known:
            raise Refusal("bad-answer", sentence=CHOOSE, field=name)
    values["who_answers"] = contacts.clean_line(who_answers, 200, field="who_answers")
    values["when"] = contacts.clean_line(when, 100, field="when")
    row, _made = SafeContact.objects.update_or_create(client=client, defaults={"organization_id": client.organization_id, **values})
    record("client.contact-kept", client, by=by, organisation=client.organization_id)
    return row


@transaction.atomic
def save_languages(client: Client, skills: Sequence[tuple[str, str, str]], *, by: User) -> list[LanguageSkill]:
    """The person's languages in order, each with level and whether it is read; the first is the one we write in.

    Raises `Refusal`: bad-language, bad-answer, language-twice, too-many-languages.
    """
    client = lock_open(client)
    if len(skills) > MOST_LANGUAGES:
        sentence = _("Please keep to %(most)d languages.") % {"most": MOST_LANGUAGES}
        raise Refusal("too-many-languages", sentence=sentence, field="languages")
    if len({language for language, _level, _reads in skills}) != len(skills):
        raise Refusal("language-twice", sentence=_("The same language is written down twice."), field="languages")
    levels, known = {code for code, _words in LEVELS}, {code for code, _words in answers()}
    for language, level, reads in skills:
        if language not in world.languages_known():
            raise Refusal("bad-language", sentence=_("Please choose a language from the list."), field="languages")
        if level not in levels or reads not in known:
            raise Refusal("bad-answer", sentence=CHOOSE, field="languages")
    were = undo.packed(*client.languages.order_by("order", "pk"))
    client.languages.all().delete()
    rows = LanguageSkill.objects.bulk_create(
        LanguageSkill(organization_id=client.organization_id, client=client, language=language, level=level, reads=reads, order=order)
        for order, (language, level, reads) in enumerate(skills, 1)
    )
    was, client.language = client.language, skills[0][0] if skills else client.language
    client.save(update_fields=["language", "updated_at"])
    undo.offer("clients.languages", client, by=by, organisation=client.organization_id, person=client.pk, rows=were, language=was)
    record("client.languages-kept", client, by=by, organisation=client.organization_id, count=len(rows))
    return rows


@transaction.atomic
def save_relation(
    client: Client,
    *,
    kind: str,
    other: Client | None = None,
    name: str = "",
    birth_year: int | None = None,
    lives_together: str = "",
    may_be_told: bool = False,
    row: Relationship | None = None,
    by: User,
) -> Relationship:
    """Note a relative: a person with a file of the same organisation, or a name. With `row` that entry is put right.

    Raises `Refusal`: bad-kind, own-relative, other-organisation, no-name, bad-birth-year, bad-answer, relation-twice.
    """
    client = lock_open(client)
    if kind not in RelationKind.values:
        raise Refusal("bad-kind", sentence=CHOOSE, field="kind")
    if lives_together not in {code for code, _words in answers()}:
        raise Refusal("bad-answer", sentence=CHOOSE, field="lives_together")
    if other is not None:
        if other.pk == client.pk:
            raise Refusal("own-relative", sentence=_("A person is not their own relative. Please choose another file."), field="other")
        if other.organization_id != client.organization_id:
            raise Refusal("other-organisation", field="other")
        same = client.relations.filter(other=other, kind=kind)
        if (same.exclude(pk=row.pk) if row else same).exists():
            raise Refusal("relation-twice", sentence=_("This is noted already."), field="other")
        name = ""
    else:
        name = contacts.clean_name(name, LONGEST_NAME)
    last = time.today().year
    if birth_year is not None and not FIRST_BIRTH_YEAR <= birth_year <= last:
        sentence = _("The year of birth must lie between %(first)d and %(last)d.") % {"first": FIRST_BIRTH_YEAR, "last": last}
        raise Refusal("bad-birth-year", sentence=sentence, field="birth_year")
    row = row or Relationship(organization_id=client.organization_id, client=client)
    row.kind, row.other, row.name, row.birth_year = kind, other, name, birth_year
    row.lives_together, row.may_be_told = lives_together, may_be_told
    row.save()
    record("client.relative-kept", client, by=by, organisation=client.organization_id, kind=kind)
    return row


@transaction.atomic
def remove_relation(row: Relationship, *, by: User) -> None:
    """Take a wrong entry away."""
    client = lock_open(row.client)
    undo.offer("clients.put-back", row, by=by, organisation=client.organization_id, person=client.pk, gone=True, rows=undo.packed(row))
    row.delete()
    record("client.relative-removed", client, by=by, organisation=client.organization_id)
