from uuid import uuid4

import pytest

from mosty.comms import access, queries
from mosty.comms.actions import send_due
from mosty.comms.enums import MessageState
from mosty.comms.models import Message
from mosty.core.audit import looks
from mosty.core.errors import Missing, PermissionDenied
from tests.comms.fakes import make_message


@pytest.fixture
def messages(cast):
    return {
        "poznan": make_message(cast),
        "konin": make_message(cast, centre=cast.konin),
        "foreign": make_message(cast, organization=cast.other, centre=cast.foreign),
    }


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("zuzanna", {"poznan"}),
        ("hanna", {"poznan"}),
        ("ewa", {"konin"}),
        ("adam", {"foreign"}),
        ("karolina", set()),
        ("joanna", set()),
        ("piotr", set()),
        ("nikt", set()),
    ],
)
def test_messages_of_ones_own_places_are_visible(cast, messages, who, seen):
    user = cast.people[who]
    assert {message.pk for message in queries.messages_of(user)} == {messages[name].pk for name in seen}


def test_message_of_another_place_does_not_exist(cast, messages):
    with pytest.raises(Missing):
        access.get_message(cast.zuzanna, messages["konin"].pk)
    with pytest.raises(Missing):
        access.get_message(cast.zuzanna, uuid4())
    with pytest.raises(PermissionDenied):
        access.get_message(cast.karolina, messages["poznan"].pk)
    assert access.get_message(cast.zuzanna, messages["poznan"].pk) == messages["poznan"]


def test_lists_show_masked_addresses_and_note_the_look(cast, messages):
    sms = make_message(cast, channel="sms", address="+48600100200")
    looks.begin()
    page = queries.message_lines(queries.messages_of(cast.zuzanna))
    noted = looks.end()
    assert {line.address for line in page} == {"o…@example.org", "+48 … 200"}
    assert {look.how for look in noted} == {"list"}
    assert {pk for look in noted for pk in look.subject_ids} == {str(sms.pk), str(messages["poznan"].pk)}
    assert {look.centre for look in noted} == {cast.poznan.pk}


def test_groups_and_counts_agree(cast, messages):
    sent = make_message(cast, address="anna@example.org")
    Message.objects.filter(pk=sent.pk).update(state=MessageState.FAILED, error="refused")
    assert queries.message_counts(cast.zuzanna) == {"failed": 1, "waiting": 1, "sent": 0, "cancelled": 0}
    assert [row.pk for row in queries.messages_of(cast.zuzanna, group="failed")] == [sent.pk]
    assert queries.messages_of(cast.zuzanna, group="nonsense").count() == 2
    [line] = queries.message_lines(queries.messages_of(cast.zuzanna, group="failed"))
    assert line.can_retry
    assert line.error.label


def test_states_about_rows(cast):
    about = uuid4()
    make_message(cast, about=about)
    send_due()
    make_message(cast, about=about, kind="reminder")
    found = queries.states_about([about, uuid4()])
    assert [(told.kind, told.state) for told in found[about]] == [("reminder", "queued"), ("booked", "sent")]
    assert len(found) == 1


@pytest.mark.parametrize(
    ("address", "shown"), [("olha@example.org", "o…@example.org"), ("+48600100200", "+48 … 200"), ("+380501234567", "+38 … 567"), ("", "")]
)
def test_masked(address, shown):
    assert queries.masked(address) == shown
