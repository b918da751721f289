"""How a notice or consent was given: made clean, or refused with a sentence. Here stand the rules on minors."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from mosty.clients.enums.consents import (
    ADULT_YEARS,
    APPOINTED,
    BINDING,
    CONSENT_METHODS,
    HEARD_YEARS,
    LONGEST_WORDS,
    NAMED,
    NOTICE_METHODS,
    Explained,
    How,
    Method,
    Signer,
)
from mosty.clients.models import FormText
from mosty.clients.queries.ages import age_on, is_minor
from mosty.core import contacts, time, world
from mosty.core.errors import Refusal

if TYPE_CHECKING:
    from mosty.accounts.models import User
    from mosty.clients.models import Client, Form


def checked(how: How, form: Form, client: Client, *, by: User, is_consent: bool = False) -> How:
    """The same, clean. A minor does not decide alone, an adult is not decided for by a parent.

    Raises `Refusal`: no-text (the version has no text in the language), bad-method, no-witness, no-explainer, bad-language,
    needs-guardian, of-age, no-guardian, no-ground, not-heard, and those of names (no-name, too-long, direction-marks).
    """
    if how.language != BINDING and not FormText.objects.filter(form=form, language=how.language).exists():
        sentence = _("This version has no text in that language. Please choose another, or Polish and who explained it.")
        raise Refusal("no-text", sentence=sentence, field="language")
    if how.method not in (CONSENT_METHODS if is_consent else NOTICE_METHODS):
        raise Refusal("bad-method", sentence=_("Please say how it was given."), field="method")
    how = _with_witness(_explained(how, by))
    return _signed(how, client, is_consent=is_consent)


def _with_witness(how: How) -> How:
    if how.method != Method.SPOKEN:
        return replace(how, witness="")
    if not how.witness.strip():
        raise Refusal("no-witness", sentence=_("Please name who heard the answer."), field="witness")
    return replace(how, witness=contacts.clean_name(how.witness, field="witness"))


def _explained(how: How, by: User) -> How:
    if how.explained not in Explained.values:
        raise Refusal("no-explainer", sentence=_("Please say who explained it."), field="explained")
    if how.explained == Explained.NOBODY:
        return replace(how, explained_by="", explained_in="")
    if how.explained in NAMED and not how.explained_by.strip():
        raise Refusal("no-explainer", sentence=_("Please name who explained it."), field="explained_by")
    name = contacts.clean_name(how.explained_by, field="explained_by") if how.explained in NAMED else by.name
    spoken = how.explained_in or (how.language if how.language != BINDING else "")
    if spoken not in world.languages_known():
        raise Refusal("bad-language", sentence=_("Please say in which language it was explained."), field="explained_in")
    return replace(how, explained_by=name, explained_in=spoken)


def _signed(how: How, client: Client, *, is_consent: bool) -> How:
    day = how.on or time.today(client.centre.time_zone)
    age = age_on(client, day)
    if how.signer not in Signer.values:
        raise Refusal("no-guardian", sentence=_("Please say who decides for the person."), field="signer")
    if how.signer == Signer.PERSON:
        if is_consent and is_minor(client, day):
            years = {"years": ADULT_YEARS}
            is_sure = client.birth_on is not None or is_minor(client, date(day.year + 1, 1, 1))
            certain = _("The person is under %(years)d. A parent or guardian decides; please say who.") % years
            perhaps = _("The person may still be under %(years)d: put in the birth date first, or say who decides.") % years
            raise Refusal("needs-guardian", sentence=certain if is_sure else perhaps, field="signer")
        return replace(how, guardian_name="", guardian_ground="", was_heard=None)
    if how.signer in (Signer.PARENT, Signer.TEMPORARY) and age is not None and age >= ADULT_YEARS:
        raise Refusal("of-age", sentence=_("The person is of age and decides alone. Only a court appoints somebody else."), field="signer")
    if not how.guardian_name.strip():
        raise Refusal("no-guardian", sentence=_("Please name who decided for the person."), field="guardian_name")
    ground = contacts.clean_line(how.guardian_ground, LONGEST_WORDS, field="guardian_ground")
    if how.signer in APPOINTED and not ground:
        sentence = _("Please note the decision that you saw: which court or office, of which day.")
        raise Refusal("no-ground", sentence=sentence, field="guardian_ground")
    if is_consent and _is_heard(age, client, day) and how.was_heard is None:
        asked_too = _("From %(years)d on the young person is asked too. Please say whether that was done.") % {"years": HEARD_YEARS}
        raise Refusal("not-heard", sentence=asked_too, field="was_heard")
    heard = how.was_heard if age is None or age >= HEARD_YEARS else None
    name = contacts.clean_name(how.guardian_name, field="guardian_name")
    return replace(how, guardian_name=name, guardian_ground=ground, was_heard=heard)


def _is_heard(age: int | None, client: Client, day: date) -> bool:
    """A minor of 13 or more: parents hear a child before they decide in weightier matters (Family Code, Art. 95 § 4)."""
    return age is not None and age >= HEARD_YEARS and is_minor(client, day)
