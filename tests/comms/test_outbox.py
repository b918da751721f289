from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db import transaction

from mosty.comms.actions import blank_old, cancel_queued, retry, send_due
from mosty.comms.enums import MessageKind, MessageState
from mosty.comms.models import Message
from mosty.core import time
from mosty.core.errors import Refusal
from mosty.core.models import AuditEntry
from tests.comms.fakes import FACTS, make_message


def test_message_of_a_rolled_back_transaction_does_not_exist(cast):
    with pytest.raises(RuntimeError), transaction.atomic():
        make_message(cast)
        raise RuntimeError("the booking failed")
    assert not Message.objects.exists()
    assert not send_due()


def test_enqueue_sends_nothing_by_itself(cast):
    message = make_message(cast)
    assert (message.state, message.attempts, mail.outbox) == (MessageState.QUEUED, 0, [])


@pytest.mark.parametrize(
    ("channel", "typed", "kept"),
    [
        ("email", " Olha@Example.ORG ", "Olha@example.org"),
        ("sms", "600 100 200", "+48600100200"),
        ("sms", "+380 50 123 45 67", "+380501234567"),
    ],
)
def test_address_is_kept_in_one_form(cast, channel, typed, kept):
    assert make_message(cast, channel=channel, address=typed).address == kept


@pytest.mark.parametrize(
    ("channel", "address", "code"),
    [
        ("email", "not an address", "bad-email"),
        ("email", "a@b.c\nBcc: all@example.org", "bad-email"),
        ("email", "", "no-contact"),
        ("sms", "12", "bad-phone"),
        ("sms", "olha@example.org", "bad-phone"),
    ],
)
def test_address_that_cannot_be_is_refused(cast, channel, address, code):
    with pytest.raises(Refusal) as refusal:
        make_message(cast, channel=channel, address=address)
    assert refusal.value.code == code
    assert str(refusal.value.sentence)


@pytest.mark.parametrize("facts", [FACTS | {"name": "Olha"}, FACTS | {"service": "psychologist"}, {"town": "Poznań"}])
def test_message_knows_time_place_and_code_and_nothing_else(cast, facts):
    with pytest.raises(ValueError, match="a message knows"):
        make_message(cast, facts=facts)


def test_unknown_language_becomes_polish(cast):
    assert make_message(cast, language="tlh").language == "pl"


def test_cancel_queued_takes_back_what_has_not_gone_out(cast):
    about = uuid4()
    booked = make_message(cast, about=about)
    send_due()
    reminder = make_message(cast, about=about, kind="reminder", not_before=time.now() + timedelta(days=1))
    other = make_message(cast)
    assert cancel_queued(about) == 1
    states = dict(Message.objects.order_by("pk").values_list("pk", "state"))
    assert states == {booked.pk: MessageState.SENT, reminder.pk: MessageState.CANCELLED, other.pk: MessageState.QUEUED}


def test_cancel_queued_can_be_limited_to_kinds(cast):
    about = uuid4()
    make_message(cast, about=about)
    make_message(cast, about=about, kind="reminder")
    assert cancel_queued(about, kinds=[MessageKind.REMINDER]) == 1
    assert Message.objects.get(about=about, state=MessageState.QUEUED).kind == MessageKind.BOOKED


def test_retry_sends_again_with_all_attempts_and_leaves_a_trace(cast):
    message = make_message(cast)
    Message.objects.filter(pk=message.pk).update(state=MessageState.FAILED, attempts=6, error="refused")
    retry(message, by=cast.zuzanna)
    assert send_due().sent == 1
    message.refresh_from_db()
    assert (message.state, message.attempts, message.error) == (MessageState.SENT, 1, "")
    entry = AuditEntry.objects.get(verb="message.retried")
    assert entry.actor == cast.zuzanna
    assert "example.org" not in str(entry.details)


def test_retry_of_a_message_that_has_not_failed_is_refused(cast):
    with pytest.raises(Refusal, match="message-not-failed"):
        retry(make_message(cast), by=cast.zuzanna)


def test_retry_after_the_booked_time_is_refused(cast):
    message = make_message(cast, expires_at=time.now() - timedelta(minutes=1))
    send_due()
    with pytest.raises(Refusal, match="message-too-late"):
        retry(message, by=cast.zuzanna)


def test_address_is_forgotten_a_month_after_the_message_is_finished(cast):
    old, fresh, waiting = make_message(cast), make_message(cast), make_message(cast)
    long_ago = time.now() - timedelta(days=31)
    Message.objects.filter(pk=old.pk).update(state=MessageState.SENT, updated_at=long_ago)
    Message.objects.filter(pk=fresh.pk).update(state=MessageState.SENT)
    Message.objects.filter(pk=waiting.pk).update(updated_at=long_ago)
    assert blank_old() == 1
    kept = {message.pk: (message.address, bool(message.facts)) for message in Message.objects.order_by("pk")}
    assert kept[old.pk] == ("", False)
    assert kept[fresh.pk] == kept[waiting.pk] == ("olha@example.org", True)
    assert blank_old() == 0
