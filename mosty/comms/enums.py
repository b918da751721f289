"""Words of messages."""

from django.db import models
from django.utils.translation import pgettext_lazy
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    EMAIL = "email", _("e-mail")
    SMS = "sms", _("SMS")


class MessageState(models.TextChoices):
    QUEUED = "queued", pgettext_lazy("message", "waiting to be sent")
    SENDING = "sending", pgettext_lazy("message", "being sent")
    SENT = "sent", pgettext_lazy("message", "sent")
    FAILED = "failed", pgettext_lazy("message", "failed")
    CANCELLED = "cancelled", pgettext_lazy("message", "not needed any more")


class MessageKind(models.TextChoices):
    """What a message says; each has a text in every language."""

    BOOKED = "booked", _("booking confirmed")
    REMINDER = "reminder", _("reminder")
    MOVED = "moved", _("booking moved")
    CANCELLED_BY_CLIENT = "cancelled-by-client", _("booking cancelled by the client")
    CANCELLED_BY_CENTRE = "cancelled-by-centre", _("booking cancelled by the centre")
