"""Words of consent: what data are used for, on which ground, what is given to people to read, what they said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LONGEST_TITLE, LONGEST_BODY, LONGEST_ACT, LONGEST_WORDS = 160, 12_000, 300, 300
MOST_RECIPIENTS, LONGEST_RECIPIENT, MOST_MONTHS = 20, 200, 120
ADULT_YEARS = 18  # Civil Code, Art. 10 § 1
HEARD_YEARS = 13  # Civil Code, Art. 15: from 13 on a minor acts with the consent of the statutory representative
GAP = "[…]"  # stands in a starter text where the organisation has to write something
BINDING = "pl"  # the language of the text that binds; the other one helps to understand it


class Purpose(models.TextChoices):
    """What personal data are used for. Each stands on one legal basis at a time, per organisation."""

    ADVICE = "advice", pgettext_lazy("purpose", "advice and case work")
    PROJECT = "project", pgettext_lazy("purpose", "taking part in a project")
    SPECIAL = "special", pgettext_lazy("purpose", "health and other sensitive data")
    IMAGE = "image", pgettext_lazy("purpose", "photographs and recordings")
    TRANSFER = "transfer", pgettext_lazy("purpose", "passing data on to another organisation")
    MESSAGES = "messages", pgettext_lazy("purpose", "invitations and news by message")


MAIN_PURPOSE = Purpose.ADVICE  # its notice is the one that everybody gets


class Article(models.TextChoices):
    """Grounds of GDPR Art. 6(1)."""

    CONSENT = "6-1-a", _("Art. 6(1)(a): consent")
    CONTRACT = "6-1-b", _("Art. 6(1)(b): contract")
    DUTY = "6-1-c", _("Art. 6(1)(c): legal obligation")
    VITAL = "6-1-d", _("Art. 6(1)(d): vital interests")
    TASK = "6-1-e", _("Art. 6(1)(e): task in the public interest")
    INTEREST = "6-1-f", _("Art. 6(1)(f): legitimate interests")


class SpecialGround(models.TextChoices):
    """Grounds of GDPR Art. 9(2), for special categories of data."""

    CONSENT = "9-2-a", _("Art. 9(2)(a): explicit consent")
    SOCIAL = "9-2-b", _("Art. 9(2)(b): social security and protection")
    VITAL = "9-2-c", _("Art. 9(2)(c): vital interests")
    CLAIMS = "9-2-f", _("Art. 9(2)(f): legal claims")
    PUBLIC = "9-2-g", _("Art. 9(2)(g): substantial public interest")
    HEALTH = "9-2-h", _("Art. 9(2)(h): health or social care")


class DataCategory(models.TextChoices):
    """Kinds of data that a form covers; what is passed on never goes beyond them."""

    IDENTITY = "identity", pgettext_lazy("data", "name, birth date, citizenship")
    NUMBERS = "numbers", pgettext_lazy("data", "numbers of documents")
    CONTACT = "contact", pgettext_lazy("data", "phone, e-mail, address")
    STAY = "stay", pgettext_lazy("data", "legal stay")
    FAMILY = "family", pgettext_lazy("data", "family")
    WORK = "work", pgettext_lazy("data", "education and work")
    ADVICE = "advice", pgettext_lazy("data", "needs, plan, services given")
    HEALTH = "health", pgettext_lazy("data", "health and disability")
    OTHER_SPECIAL = "special", pgettext_lazy("data", "origin, religion, views, sexual life")
    IMAGE = "image", pgettext_lazy("data", "image and voice")


class FormKind(models.TextChoices):
    NOTICE = "notice", _("Information notice")  # GDPR Art. 13 and 14
    CONSENT = "consent", _("Consent form")


class FormState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("form", "draft")
    PUBLISHED = "published", pgettext_lazy("form", "in use")
    WITHDRAWN = "withdrawn", pgettext_lazy("form", "no longer used")


class Said(models.TextChoices):
    """What somebody asked for consent said."""

    GIVEN = "given", pgettext_lazy("consent", "given")
    REFUSED = "refused", pgettext_lazy("consent", "refused")


class Method(models.TextChoices):
    """How the text was given and answered."""

    PAPER = "paper", pgettext_lazy("method", "signed on paper")
    SPOKEN = "spoken", pgettext_lazy("method", "read aloud and answered before a witness")
    SCREEN = "screen", pgettext_lazy("method", "answered by the person on our screen")
    HANDED = "handed", pgettext_lazy("method", "handed over or shown, not signed")


NOTICE_METHODS = (Method.HANDED, Method.PAPER, Method.SPOKEN, Method.SCREEN)
CONSENT_METHODS = (Method.PAPER, Method.SPOKEN, Method.SCREEN)


class Explained(models.TextChoices):
    """Who explained the text in the person's language."""

    NOBODY = "nobody", pgettext_lazy("explained", "nobody: the person read it")
    WORKER = "worker", pgettext_lazy("explained", "I did")
    COLLEAGUE = "colleague", pgettext_lazy("explained", "a colleague")
    INTERPRETER = "interpreter", pgettext_lazy("explained", "an interpreter")
    RELATIVE = "relative", pgettext_lazy("explained", "somebody the person brought along")


NAMED = (Explained.COLLEAGUE, Explained.INTERPRETER, Explained.RELATIVE)  # whose name is asked


class Signer(models.TextChoices):
    """On what ground somebody decides for the person.

    Parents: Family and Guardianship Code, Art. 98 § 1. Guardian: the same, Art. 145 and 155. Temporary guardian of a minor who came from
    Ukraine without adults: Act of 12 March 2022, Art. 25. Curator (kurator): the same Code, Art. 99 and 178, and, for unaccompanied
    minors who seek protection, Act of 13 June 2003, Art. 61.
    """

    PERSON = "person", pgettext_lazy("signer", "the person")
    PARENT = "parent", pgettext_lazy("signer", "mother or father")
    GUARDIAN = "guardian", pgettext_lazy("signer", "guardian appointed by a court")
    TEMPORARY = "temporary", pgettext_lazy("signer", "temporary guardian")
    CURATOR = "curator", pgettext_lazy("signer", "curator appointed by a court")


APPOINTED = (Signer.GUARDIAN, Signer.TEMPORARY, Signer.CURATOR)  # by a decision that must be named


class Ended(models.TextChoices):
    """Why a proof no longer stands."""

    WITHDRAWN = "withdrawn", pgettext_lazy("consent", "withdrawn")
    REPLACED = "replaced", pgettext_lazy("consent", "replaced by a newer answer")
    MISTAKE = "mistake", pgettext_lazy("consent", "written down by mistake")


class WithdrawalWay(models.TextChoices):
    """How somebody said it: withdrawing must be as easy as giving (GDPR Art. 7(3))."""

    HERE = "here", pgettext_lazy("withdrawal", "said it here")
    PHONE = "phone", pgettext_lazy("withdrawal", "by phone")
    LETTER = "letter", pgettext_lazy("withdrawal", "by letter or e-mail")
    OTHER = "other", pgettext_lazy("withdrawal", "through somebody else")


class Cause(models.TextChoices):
    """Why something may, or may not, be done with a person's data."""

    LAW = "law", _("It stands on the law; no consent is needed.")
    CONSENT = "consent", _("The person agreed.")
    NEVER_ASKED = "never-asked", _("The person was not asked for consent yet.")
    REFUSED = "refused", _("The person did not agree.")
    WITHDRAWN = "withdrawn", _("The person withdrew the consent.")
    EXPIRED = "expired", _("The consent has run out. Please ask the person anew.")
    RECIPIENT = "recipient", _("The person agreed, but not to pass data on to this recipient.")
    MERGED = "merged", _("This file was put together with another one. Please open that file.")


ALLOWING = (Cause.LAW, Cause.CONSENT)


@dataclass(frozen=True)
class How:
    """How a text was given and answered: what every proof says besides who and when."""

    language: str = BINDING  # of the text beside the Polish one
    method: str = Method.PAPER
    witness: str = ""
    explained: str = Explained.NOBODY
    explained_by: str = ""
    explained_in: str = ""
    signer: str = Signer.PERSON
    guardian_name: str = ""
    guardian_ground: str = ""
    was_heard: bool | None = None
    on: date | None = None  # the day; none: now
