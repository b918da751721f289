"""Words of numbers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Measure(models.TextChoices):
    """What is counted. Anonymous contacts and registered people are never added."""

    CONTACTS = "contacts", _("Contacts")
    ANONYMOUS = "anonymous", _("Anonymous contacts")
    ENCOUNTERS = "encounters", _("Meetings with a worker")
    APPOINTMENTS = "appointments", _("Booked times")
    PEOPLE = "people", _("Registered people, each once")


class Dimension(models.TextChoices):
    CENTRE = "centre", _("Centre")
    MONTH = "month", _("Month")
    SERVICE = "service", _("Service")
    TOPIC = "topic", _("Topic")
    LANGUAGE = "language", _("Language")
    CITIZENSHIP = "citizenship", _("Citizenship")
