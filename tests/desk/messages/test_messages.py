"""What staff see of the outbox."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mosty.comms.actions import send_due
from mosty.comms.enums import MessageState
from mosty.comms.models import Message
from mosty.core.models import AccessEvent
from tests.cast import sign_in
from tests.comms.fakes import make_message

LIST = "/desk/messages/"


@pytest.fixture
def failed(cast):
    message = make_message(cast)
    Message.objects.filter(pk=message.pk).update(state=MessageState.FAILED, attempts=6, error="not-reachable")
    return message


def test_list_shows_state_and_only_a_hint_of_the_address(cast, failed):
    make_message(cast, address="maks@example.org", channel="email")
    send_due()
    page = sign_in(cast.zuzanna).get(LIST).content.decode()
    assert "o…@example.org" in page
    assert "m…@example.org" in page
    assert "olha" not in page
    assert "482913756" not in page


@pytest.mark.parametrize(
    ("who", "status"),
    [("zuzanna", 200), ("oksana", 200), ("hanna", 200), ("karolina", 403), ("joanna", 403), ("piotr", 403)],
)
def test_list_is_for_those_who_may_read_messages(cast, who, status):
    assert sign_in(cast.people[who]).get(LIST).status_code == status


def test_messages_of_other_places_are_not_there(cast):
    make_message(cast, centre=cast.konin, address="ewa-sees-this@example.org")
    make_message(cast, organization=cast.other, centre=cast.foreign, address="adam-sees-this@example.org")
    page = sign_in(cast.zuzanna).get(LIST).content.decode()
    assert "…@example.org" not in page


def test_look_is_written_down(cast, failed):
    sign_in(cast.zuzanna).get(LIST)
    event = AccessEvent.objects.get(subject_type="comms.message")
    assert (event.actor, event.how, event.subject_ids, event.place) == (cast.zuzanna, "list", [str(failed.pk)], "desk:messages:list")


def test_filter_by_state(cast, failed):
    make_message(cast, address="waiting@example.org")
    page = sign_in(cast.zuzanna).get(LIST, {"state": "failed"}).content.decode()
    assert "o…@example.org" in page
    assert "w…@example.org" not in page


@pytest.mark.parametrize(
    "query", ["?page=0", "?page=-1", "?page=99999999999999999999", "?page=x", "?state=nonsense", "?centre=opole", "?centre=%00"]
)
def test_meaningless_address_gives_the_list(cast, failed, query):
    page = sign_in(cast.zuzanna).get(LIST + query)
    assert page.status_code == 200
    assert "o…@example.org" in page.content.decode()


def test_try_again_sends_the_message(cast, failed):
    browser = sign_in(cast.zuzanna)
    answer = browser.post(f"{LIST}{failed.pk}/retry/")
    assert (answer.status_code, answer.url) == (303, f"{LIST}?state=failed")
    failed.refresh_from_db()
    assert failed.state == MessageState.QUEUED
    assert send_due().sent == 1


def test_try_again_twice_is_said_kindly(cast, failed):
    browser = sign_in(cast.zuzanna)
    browser.post(f"{LIST}{failed.pk}/retry/")
    answer = browser.post(f"{LIST}{failed.pk}/retry/", follow=True)
    assert answer.status_code == 200
    assert Message.objects.get(pk=failed.pk).attempts == 0


def test_try_again_by_get_changes_nothing(cast, failed):
    assert sign_in(cast.zuzanna).get(f"{LIST}{failed.pk}/retry/").status_code == 303
    failed.refresh_from_db()
    assert failed.state == MessageState.FAILED


@pytest.mark.parametrize(("who", "status"), [("ewa", 404), ("adam", 404), ("karolina", 403), ("joanna", 403)])
def test_message_of_another_place_cannot_be_sent_again(cast, failed, who, status):
    assert sign_in(cast.people[who]).post(f"{LIST}{failed.pk}/retry/").status_code == status
    failed.refresh_from_db()
    assert failed.state == MessageState.FAILED


def test_unknown_message_is_missing(cast):
    assert sign_in(cast.zuzanna).post(f"{LIST}{uuid4()}/retry/").status_code == 404


def test_queries_do_not_grow_with_the_list(cast):
    browser = sign_in(cast.zuzanna)
    browser.get(LIST)
    make_message(cast)
    with CaptureQueriesContext(connection) as one:
        browser.get(LIST)
    make_message(cast)
    make_message(cast)
    with CaptureQueriesContext(connection) as three:
        browser.get(LIST)
    assert len(one) == len(three)
