"""Questions compiled once: the same answers as Django's own, on both databases."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import CharField, Exists, IntegerField, OuterRef, UUIDField
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mosty.core.models import AuditEntry, Bookable, Claim
from mosty.core.ready import Change, Given, Question, insert
from mosty.directory.models import Centre, Town

by_slug = Question(lambda: Centre.objects.select_related("town").filter(slug=Given("slug", CharField())).order_by("pk"))
numbered = Question(
    lambda: (
        Bookable.objects.filter(kind=Given("kind", CharField()), number__gte=Given("least", IntegerField()))
        .values_list("owner", "number")
        .order_by("number")
    )
)


def test_rows_come_as_models_with_what_they_were_joined_with(cast):
    found = by_slug.first(slug=cast.poznan.slug)
    with CaptureQueriesContext(connection) as captured:
        seen = (found, found.town, found.names, found.latitude, found.created_at)
    poznan = Centre.objects.get(pk=cast.poznan.pk)
    assert seen == (poznan, poznan.town, poznan.names, poznan.latitude, poznan.created_at)
    assert not captured.captured_queries  # the question had brought everything


def test_each_asking_has_its_own_values(cast):
    assert [by_slug.first(slug=slug).slug for slug in (cast.konin.slug, cast.poznan.slug)] == [cast.konin.slug, cast.poznan.slug]
    assert by_slug.first(slug="nowhere") is None
    assert by_slug.all(slug="'; DROP TABLE directory_centre; --") == []


def test_values_and_annotations_are_converted(cast):
    insert([Bookable(kind="desk", owner="a", number=number) for number in (1, 2, 3)])
    assert numbered.all(kind="desk", least=2) == [("a", 2), ("a", 3)]
    with_centre = Question(
        lambda: (
            Town.objects.filter(pk=Given("pk", UUIDField()))
            .annotate(has_centre=Exists(Centre.objects.filter(town=OuterRef("pk"))))
            .order_by("pk")
        )
    )
    assert with_centre.first(pk=cast.poznan.town_id).has_centre is True


def test_only_what_was_named_is_brought_and_the_rest_comes_later(cast):
    only = Question(lambda: Centre.objects.filter(pk=Given("pk", UUIDField())).only("slug").order_by("pk"))
    found = only.first(pk=cast.poznan.pk)
    assert found.get_deferred_fields() >= {"street", "names"}
    assert found.street == cast.poznan.street


def test_a_change_says_how_many_rows_it_met():
    now = timezone.now()
    place = Bookable.objects.create(kind="desk", owner="b")
    holder = uuid4()
    insert([Claim(bookable=place, starts_at=now, ends_at=now + timedelta(hours=1), holder=holder)])
    end = Change(lambda: (Claim.objects.filter(holder=Given("holder", UUIDField()), is_active=True), {"is_active": False}))
    assert [end.make(holder=uuid4()), end.make(holder=holder), end.make(holder=holder)] == [0, 1, 0]
    assert not Claim.objects.get().is_active


def test_new_rows_are_what_save_would_have_written(cast):
    entry = {
        "verb": "x",
        "subject_type": "y",
        "subject_id": "z",
        "details": {"ż": [1, None]},
        "organisation": cast.rops.pk,
        "actor": cast.hanna,
    }
    at = timezone.now()
    insert([AuditEntry(at=at, **entry)])
    AuditEntry(at=at, **entry).save()
    first, second = AuditEntry.objects.order_by("pk").values(*entry, "at")
    assert first == second


def test_a_row_that_is_there_is_found_and_not_made_again():
    unique = ["kind", "owner", "number"]
    [(first, *_)] = insert([Bookable(kind="desk", owner="c")], or_find=unique)
    again = insert([Bookable(kind="desk", owner="c"), Bookable(kind="desk", owner="d")], or_find=unique)
    assert {owner: pk for pk, _kind, owner, _number in again}["c"] == first
    assert Bookable.objects.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        insert([Bookable(kind="desk", owner="c")])


def test_a_question_is_compiled_once(cast, monkeypatch):
    built = []
    question = Question(lambda: built.append(1) or Centre.objects.filter(slug=Given("slug", CharField())).order_by("pk"))
    assert [question.first(slug=slug) for slug in (cast.poznan.slug, cast.konin.slug)] == [cast.poznan, cast.konin]
    assert built == [1]
