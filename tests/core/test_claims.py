"""Claims: what cannot be taken twice."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from mosty.core import claims
from mosty.core.claims import Taken, Wish
from mosty.core.models import Bookable, Claim

NINE = datetime(2027, 1, 4, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
EXPERT, ROOM = Wish("provider", "anna"), Wish("room", "4")


def take(*wishes, at=NINE, holder=None, expires_at=None):
    holder = holder or uuid4()
    claims.take(list(wishes), starts_at=at, ends_at=at + HOUR, holder=holder, expires_at=expires_at)
    return list(Claim.objects.filter(holder=holder, is_active=True).order_by("pk"))


def test_the_second_is_refused_and_told_what_is_taken():
    take(ROOM)
    with pytest.raises(Taken) as taken:
        take(EXPERT, ROOM)
    assert taken.value.wish == ROOM
    assert Claim.objects.count() == 1


@pytest.mark.parametrize("minutes", [-59, -1, 1, 59])
def test_any_overlap_is_one(minutes):
    take(EXPERT)
    with pytest.raises(Taken):
        take(EXPERT, at=NINE + timedelta(minutes=minutes))


@pytest.mark.parametrize("hours", [-1, 1])
def test_one_after_the_other_is_no_overlap(hours):
    take(EXPERT)
    assert len(take(EXPERT, at=NINE + hours * HOUR)) == 1


def test_things_are_told_apart_by_kind_owner_and_place():
    take(Wish("provider", "anna", 2))
    take(Wish("provider", "anna", 2))
    take(Wish("provider", "olena"))
    take(Wish("room", "anna"))
    with pytest.raises(Taken):
        take(Wish("provider", "anna", 2))
    with pytest.raises(Taken):
        take(Wish("provider", "anna", 1))
    assert take(Wish("provider", "anna", 3))[0].bookable.number == 3


def test_a_claim_that_ran_out_gives_way_and_one_that_did_not_stays():
    now = timezone.now()
    old = take(EXPERT, expires_at=now - timedelta(seconds=1))[0]
    take(EXPERT, expires_at=now + HOUR)
    old.refresh_from_db()
    assert old.is_active is False
    with pytest.raises(Taken):
        take(EXPERT)


def test_the_holders_own_claim_gives_way_to_the_new_one():
    me = uuid4()
    take(EXPERT, holder=me)
    take(EXPERT, holder=me, at=NINE + HOUR / 2)
    assert Claim.objects.filter(holder=me, is_active=True).count() == 1


def test_keeping_makes_lasting_and_release_gives_up():
    me = uuid4()
    take(EXPERT, ROOM, holder=me, expires_at=timezone.now() - HOUR)
    assert claims.keep(me) == 2
    assert claims.end_expired() == 0
    with pytest.raises(Taken):
        take(ROOM)
    assert claims.release(me) == 2
    assert claims.keep(me) == 0
    take(ROOM, EXPERT)


def test_end_expired_ends_what_ran_out_only():
    now = timezone.now()
    take(EXPERT, expires_at=now - timedelta(seconds=1))
    take(ROOM, expires_at=now + HOUR)
    take(Wish("room", "5"))
    assert claims.end_expired() == 1


def test_busy_spans_are_the_standing_claims_that_touch_the_span():
    now = timezone.now()
    mine = take(EXPERT)[0]
    take(Wish("provider", "olena"), expires_at=now - HOUR)
    take(ROOM)
    found = claims.busy_spans("provider", ["anna", "olena"], starts_at=NINE + HOUR / 2, ends_at=NINE + 2 * HOUR)
    assert list(found) == [mine]
    assert not claims.busy_spans("provider", ["anna"], starts_at=NINE + HOUR, ends_at=NINE + 2 * HOUR).exists()


def test_forgetting_leaves_other_kinds_and_later_claims():
    take(Wish("contact", "hash"), EXPERT)
    take(Wish("contact", "hash"), at=NINE + 5 * HOUR)
    take(Wish("contact", "other"))
    assert claims.forget("contact", before=NINE + 2 * HOUR) == 2
    assert sorted(Bookable.objects.order_by("pk").values_list("kind", "owner")) == [("contact", "hash"), ("provider", "anna")]


def test_a_claim_made_behind_our_back_is_refused_by_the_database(monkeypatch):
    """The question before the claim sees nothing, as if another program wrote without locks: the guard still holds."""
    take(EXPERT)
    monkeypatch.setattr(claims.Claim.objects, "filter", lambda *conditions, **given: Claim._base_manager.none())
    with pytest.raises(Taken):
        take(EXPERT)


def test_a_wish_costs_few_statements(django_assert_num_queries):
    with django_assert_num_queries(4):  # look, make, overlaps, claim
        claims.take([EXPERT, ROOM], starts_at=NINE, ends_at=NINE + HOUR, holder=uuid4())
    with django_assert_num_queries(3):  # look, overlaps, claim
        claims.take([EXPERT, ROOM], starts_at=NINE + HOUR, ends_at=NINE + 2 * HOUR, holder=uuid4())
    with django_assert_num_queries(2), pytest.raises(Taken):
        take(EXPERT, ROOM)
