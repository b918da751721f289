"""The way out for e-mail: Django's e-mail backend (SMTP, or files when no host is set)."""

from __future__ import annotations

import smtplib
from email.utils import parseaddr
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from mosty.comms.enums import Failure, NotSent

if TYPE_CHECKING:
    from mosty.comms.texts import Letter

PERMANENT = range(500, 600)  # SMTP: 5xx will not get better by waiting


def send(letter: Letter, *, to: str, number: UUID) -> None:
    """Hand the letter to the mail server. The same message keeps its Message-ID, so a repeated one can be told as such.

    Raises `NotSent`.
    """
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "mosty"
    mail = EmailMultiAlternatives(
        letter.subject, letter.text, to=[to], headers={"Message-ID": f"<{number}@{host}>", "Auto-Submitted": "auto-generated"}
    )
    mail.attach_alternative(letter.html, "text/html")
    if letter.ics:
        mail.attach("mosty.ics", letter.ics, "text/calendar")
    if settings.DEMO:  # the demo reaches nobody: its letters are files
        mail.connection = get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=settings.EMAIL_FILE_PATH)
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as refusal:
        codes = [code for code, _ in refusal.recipients.values()]
        raise NotSent(Failure.ADDRESS, is_final=all(code in PERMANENT for code in codes)) from None
    except smtplib.SMTPResponseException as refusal:
        # 535 and the like are about our own password: worth trying again once the operator has mended it
        is_final = refusal.smtp_code in PERMANENT and not isinstance(refusal, smtplib.SMTPAuthenticationError)
        raise NotSent(Failure.REFUSED, is_final=is_final) from None
    except (OSError, smtplib.SMTPException):  # no answer, connection lost, certificate wrong
        raise NotSent(Failure.UNREACHABLE) from None
