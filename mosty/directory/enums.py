"""Words of the directory."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """The life of a centre, each with the day it began."""

    PLANNED = "planned", pgettext_lazy("centre", "planned")
    OPEN = "open", pgettext_lazy("centre", "open")
    SUSPENDED = "suspended", pgettext_lazy("centre", "suspended")
    CLOSED = "closed", pgettext_lazy("centre", "closed")
    WITHDRAWN = "withdrawn", pgettext_lazy("centre", "withdrawn")


class OrganizationKind(models.TextChoices):
    OPERATOR = "operator", _("operator of the network")
    OFFICE = "office", _("public office")
    NGO = "ngo", _("non-governmental organisation")


class ProviderKind(models.TextChoices):
    EXPERT = "expert", _("expert")
    GUEST_OFFICE = "guest-office", _("guest office")


class AccessibilityKind(models.TextChoices):
    """What helps to get in and to understand; after HSDS `accessibility`."""

    STEP_FREE = "step-free", _("Entrance without steps")
    RAMP = "ramp", _("Ramp at the entrance")
    LIFT = "lift", _("Lift")
    TOILET = "toilet", _("Accessible toilet")
    PARKING = "parking", _("Parking place for people with disabilities")
    HEARING_LOOP = "hearing-loop", _("Hearing loop")
    ASSISTANCE_DOG = "assistance-dog", _("Assistance dogs are welcome")
    BELL = "bell", _("Ring the bell and we will come out")


class Topic(models.TextChoices):
    """What people ask about; the key of the keyboard in quick contact follows this order."""

    STAY = "stay", _("Legal stay")
    PESEL = "pesel", _("PESEL and registration of address")
    WORK = "work", _("Work")
    HEALTH = "health", _("Health")
    SCHOOL = "school", _("School and kindergarten")
    HOUSING = "housing", _("Housing")
    BENEFITS = "benefits", _("Benefits")
    LANGUAGE = "language", _("Polish courses")
    LAW = "law", _("Law and rights")
    PSYCHOLOGY = "psychology", _("Psychological help")
    BUSINESS = "business", _("Taxes and own company")
    OTHER = "other", _("Other")


class Profession(models.TextChoices):
    """Whose notes are confidential: only people of the same profession at the same place read them."""

    PSYCHOLOGIST = "psychologist", _("psychologist")
    LAWYER = "lawyer", _("lawyer")
