import logging
import smtplib
from datetime import timedelta

import pytest
from django.core import mail

from mosty.comms.actions import send_due
from mosty.comms.enums import MOST_ATTEMPTS, Failure, MessageState
from mosty.comms.models import Message
from mosty.core import time
from tests.comms import fakes
from tests.comms.fakes import make_due, make_message


def fresh(message: Message) -> Message:
    return Message.objects.get(pk=message.pk)


def test_email_goes_out_with_text_html_and_calendar(cast):
    message = make_message(cast)
    assert send_due().sent == 1
    [letter] = mail.outbox
    assert letter.to == ["olha@example.org"]
    assert letter.extra_headers["Message-ID"].startswith(f"<{message.pk}@")
    assert [kind for _, kind in letter.alternatives] == ["text/html"]
    assert [name for name, _, _ in letter.attachments] == ["mosty.ics"]
    assert (fresh(message).state, fresh(message).attempts) == (MessageState.SENT, 1)
    assert fresh(message).sent_at


def test_sms_goes_out_through_the_adapter(cast):
    make_message(cast, channel="sms", address="+48600100200")
    assert send_due().sent == 1
    [(number, text)] = fakes.SMS
    assert number == "+48600100200"
    assert "482913756" in text


def test_message_waits_for_its_time(cast):
    message = make_message(cast, not_before=time.now() + timedelta(hours=1))
    assert not send_due()
    make_due(message)
    assert send_due().sent == 1


def test_sent_message_is_not_sent_again(cast):
    make_message(cast)
    send_due()
    assert not send_due()
    assert len(mail.outbox) == 1


def test_limit_bounds_one_round(cast):
    for _ in range(3):
        make_message(cast)
    assert send_due(limit=2).sent == 2
    assert send_due(limit=2).sent == 1


def test_failures_wait_longer_and_longer_then_the_message_has_failed(cast, troubled_post):
    message = make_message(cast)
    fakes.unreachable(MOST_ATTEMPTS)
    pauses = []
    for _ in range(MOST_ATTEMPTS - 1):
        before = time.now()
        assert send_due().retrying == 1
        assert not send_due(), "not before its pause is over"
        assert fresh(message).state == MessageState.QUEUED
        pauses.append(round((fresh(message).not_before - before).total_seconds() / 60))
        make_due(message)
    assert pauses == [1, 5, 30, 120, 480]
    assert send_due().failed == 1
    assert (fresh(message).state, fresh(message).error) == (MessageState.FAILED, Failure.UNREACHABLE)
    make_due(message)
    assert not send_due()


def test_trouble_that_passes_ends_in_a_sent_message(cast, troubled_post):
    message = make_message(cast)
    fakes.unreachable()
    send_due()
    make_due(message)
    assert send_due().sent == 1
    assert (fresh(message).state, fresh(message).error) == (MessageState.SENT, "")


def test_address_that_does_not_exist_fails_at_once(cast, troubled_post):
    message = make_message(cast)
    fakes.no_such_address()
    assert send_due().failed == 1
    assert fresh(message).error == Failure.ADDRESS


@pytest.mark.parametrize(
    ("trouble", "state", "error"),
    [
        (smtplib.SMTPRecipientsRefused({"a@b.c": (450, b"greylisted")}), MessageState.QUEUED, Failure.ADDRESS),
        (smtplib.SMTPDataError(554, b"spam"), MessageState.FAILED, Failure.REFUSED),
        (smtplib.SMTPDataError(451, b"later"), MessageState.QUEUED, Failure.REFUSED),
        (smtplib.SMTPAuthenticationError(535, b"our password is wrong"), MessageState.QUEUED, Failure.REFUSED),
        (smtplib.SMTPServerDisconnected(), MessageState.QUEUED, Failure.UNREACHABLE),
        (TimeoutError(), MessageState.QUEUED, Failure.UNREACHABLE),
        (ZeroDivisionError(), MessageState.QUEUED, Failure.BROKEN),
    ],
)
def test_each_trouble_has_its_consequence(cast, troubled_post, trouble, state, error):
    message = make_message(cast)
    fakes.TROUBLE.append(trouble)
    send_due()
    assert (fresh(message).state, fresh(message).error) == (state, error)


def test_one_broken_message_does_not_stop_the_others(cast, settings):
    settings.SMS_ADAPTER = "tests.comms.fakes.broken_sms"
    make_message(cast, channel="sms", address="+48600100200")
    make_message(cast)
    counts = send_due()
    assert (counts.sent, counts.retrying) == (1, 1)


def test_late_message_is_dropped(cast):
    message = make_message(cast, expires_at=time.now() - timedelta(seconds=1))
    counts = send_due()
    assert (counts.dropped, counts.sent, mail.outbox) == (1, 0, [])
    assert (fresh(message).state, fresh(message).error) == (MessageState.FAILED, Failure.LATE)


def test_message_left_by_a_dead_worker_is_taken_again_after_its_lease(cast):
    message = make_message(cast)
    in_two_minutes = time.now() + timedelta(minutes=2)
    Message.objects.filter(pk=message.pk).update(state=MessageState.SENDING, attempts=1, not_before=in_two_minutes)
    assert not send_due()
    make_due(message)
    assert send_due().sent == 1
    assert fresh(message).attempts == 2


def test_message_left_by_dying_workers_again_and_again_fails(cast):
    message = make_message(cast)
    Message.objects.filter(pk=message.pk).update(state=MessageState.SENDING, attempts=MOST_ATTEMPTS)
    make_due(message)
    assert not send_due().sent
    assert (fresh(message).state, fresh(message).error, mail.outbox) == (MessageState.FAILED, Failure.LEFT, [])


def test_logs_hold_no_personal_value(cast, settings, troubled_post, caplog):
    settings.SMS_ADAPTER = "mosty.comms.sms.console"
    caplog.set_level(logging.DEBUG)
    make_message(cast, channel="sms", address="+48600100200")
    make_message(cast)
    make_message(cast, address="maks@example.org")
    fakes.TROUBLE.append(ValueError("olha@example.org 482913756 Poznań"))
    fakes.no_such_address()
    send_due()
    assert len(caplog.records) >= 3
    for secret in ("600100200", "olha", "maks", "example.org", "482913756", "482 913", "t0ken", "Nowowiejskiego"):
        assert secret not in caplog.text


def test_demo_reaches_nobody(cast, settings, tmp_path):
    settings.DEMO, settings.EMAIL_FILE_PATH = True, str(tmp_path)
    make_message(cast)
    make_message(cast, channel="sms", address="+48600100200")
    assert send_due().sent == 2
    assert (mail.outbox, fakes.SMS) == ([], [])
    [letter] = tmp_path.iterdir()
    assert "482 913 756" in letter.read_text()
