"""The words of rights and roles, on one page on purpose; strings of upper floors, no imports."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Right(StrEnum):
    """`area:thing:act`. What a right opens is decided in the area's `access`."""

    APPOINTMENT_BOOK = "appointments:appointment:book"
    APPOINTMENT_READ = "appointments:appointment:read"
    APPOINTMENT_READ_OWN = "appointments:appointment:read-own"
    APPOINTMENT_RECEIVE = "appointments:appointment:receive"
    DUTY_CHANGE = "appointments:duty:change"
    DUTY_READ = "appointments:duty:read"
    CLIENT_READ = "clients:client:read"
    CLIENT_WRITE = "clients:client:write"
    RIGHTS_MANAGE = "clients:rights:manage"
    RIGHTS_TAKE = "clients:rights:take"
    CONSENT_FORMS = "clients:form:write"
    CONTACT_COUNT = "casework:contact:count"
    ENCOUNTER_READ = "casework:encounter:read"
    ENCOUNTER_RECORD = "casework:encounter:record"
    GUIDE_REVIEW = "guide:article:review"
    GUIDE_WRITE = "guide:article:write"
    LOOKS_READ = "core:looks:read"
    MESSAGE_READ = "comms:message:read"
    NOTE_WRITE = "guide:note:write"
    NUMBERS_FREEZE = "programme:numbers:freeze"
    NUMBERS_READ = "programme:numbers:read"
    RETENTION_PREPARE = "clients:retention:prepare"
    RETENTION_SIGN = "clients:retention:sign"
    PROJECT_CHANGE = "programme:project:change"
    PROJECT_ENROL = "programme:project:enrol"
    PROJECT_EXPORT = "programme:project:export"
    STATEMENT_CHANGE = "guide:statement:change"
    TRANSLATION_WRITE = "guide:translation:write"


class Role(models.TextChoices):
    """What a person does at a centre or for the whole organisation."""

    RECEPTION = "reception", _("Reception")
    ADVISER = "adviser", _("Adviser")
    SPECIALIST = "specialist", _("Specialist on duty")
    MANAGER = "manager", _("Centre manager")
    COORDINATOR = "coordinator", _("Network coordinator")
    DPO = "dpo", _("Data protection officer")
    GUIDE_EDITOR = "guide-editor", _("National editor of the guide")
    TOWN_EDITOR = "town-editor", _("Town editor of the guide")
    TRANSLATOR = "translator", _("Translator of the guide")
    REVIEWER = "reviewer", _("Reviewer of the guide")


_DESK = {
    Right.APPOINTMENT_BOOK,
    Right.APPOINTMENT_READ,
    Right.APPOINTMENT_RECEIVE,
    Right.DUTY_READ,
    Right.CONTACT_COUNT,
    Right.MESSAGE_READ,
    Right.RIGHTS_TAKE,  # police come to the counter, people ask there for their data
}

ROLE_RIGHTS: dict[str, frozenset[Right]] = {
    Role.RECEPTION: frozenset(_DESK | {Right.CLIENT_READ, Right.CLIENT_WRITE}),
    Role.ADVISER: frozenset(
        _DESK | {Right.CLIENT_READ, Right.CLIENT_WRITE, Right.ENCOUNTER_READ, Right.ENCOUNTER_RECORD, Right.PROJECT_ENROL}
    ),
    # a guest sees the list of the day, not the file
    Role.SPECIALIST: frozenset({Right.APPOINTMENT_READ_OWN, Right.DUTY_READ}),
    Role.MANAGER: frozenset(
        _DESK
        | {
            Right.CLIENT_READ,
            Right.CLIENT_WRITE,
            Right.ENCOUNTER_READ,
            Right.ENCOUNTER_RECORD,
            Right.DUTY_CHANGE,
            Right.LOOKS_READ,
            Right.NUMBERS_READ,
            Right.RETENTION_SIGN,
            Right.PROJECT_CHANGE,
            Right.PROJECT_ENROL,
            Right.PROJECT_EXPORT,
        }
    ),
    # projects and their numbers, never who takes part
    Role.COORDINATOR: frozenset(
        {Right.NUMBERS_READ, Right.NUMBERS_FREEZE, Right.PROJECT_CHANGE, Right.RETENTION_SIGN, Right.STATEMENT_CHANGE}
    ),
    # logs, requests, breaches, forms; no file, no notes
    Role.DPO: frozenset({Right.CONSENT_FORMS, Right.LOOKS_READ, Right.RETENTION_PREPARE, Right.RIGHTS_MANAGE, Right.RIGHTS_TAKE}),
    Role.GUIDE_EDITOR: frozenset({Right.GUIDE_WRITE}),
    Role.TOWN_EDITOR: frozenset({Right.NOTE_WRITE}),  # of the town of the centre
    Role.TRANSLATOR: frozenset({Right.TRANSLATION_WRITE}),  # into the membership's language
    Role.REVIEWER: frozenset({Right.GUIDE_REVIEW}),  # of the membership's language, or of all
}

# whoever holds one of these signs in with a second factor
PERSONAL_RIGHTS: frozenset[Right] = frozenset(
    {
        Right.APPOINTMENT_READ,
        Right.APPOINTMENT_READ_OWN,
        Right.APPOINTMENT_BOOK,
        Right.CLIENT_READ,
        Right.ENCOUNTER_READ,
        Right.MESSAGE_READ,
        Right.LOOKS_READ,
        Right.RIGHTS_MANAGE,
        Right.PROJECT_ENROL,
        Right.PROJECT_EXPORT,
    }
)

# whoever holds one of these opens the guide's editor, which always wants a second factor
GUIDE_RIGHTS: frozenset[Right] = frozenset({Right.GUIDE_WRITE, Right.NOTE_WRITE, Right.TRANSLATION_WRITE, Right.GUIDE_REVIEW})
