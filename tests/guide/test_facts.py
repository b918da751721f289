"""Facts: the right value on the right day, history kept, a fact in use cannot go."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from wagtail.models import Revision

from mosty.core import stamp, time
from mosty.core.errors import Refusal
from mosty.guide.actions.facts import canonical, confirm, delete_fact, set_value
from mosty.guide.actions.publishing import publish_scheduled
from mosty.guide.models import ArticlePage, Fact, FactUse
from mosty.guide.queries.facts import due, shown
from tests.guide.library import load

TODAY = date(2026, 11, 26)
ODD = [  # what a computer reads as a value and no reader should
    *(("money", value) for value in ("-5", "1e5", "1,000", "1_000", "0.005", "5 zł")),
    *(("days", value) for value in ("1_000", "+3", " ")),
    *(("date", value) for value in ("9999-12-31", "1800-01-01")),
    *(("url", value) for value in ("javascript:alert(1)", "nonsense", "https://")),
    ("percent", "-3"),
    ("phone", "\u0661\u0661\u0662"),
]


def text(key, on=TODAY, language="pl"):
    return shown([key], language, on=on)[key].text.replace("\N{NO-BREAK SPACE}", " ")


def test_value_of_the_day(guide):
    assert text("fee") == "340 zł"
    assert text("fee", date(2026, 12, 31)) == "340 zł"
    assert text("fee", date(2027, 1, 1)) == "400,50 zł"


def test_page_is_told_when_the_value_changes(guide):
    fact = shown(["fee"], "pl", on=TODAY)["fee"]
    assert (fact.changes_on, fact.later_on, fact.later) == (date(2027, 1, 1), date(2027, 1, 1), "400,50\N{NO-BREAK SPACE}zł")


def test_unverified_value_is_never_shown(guide):
    assert text("rumour") == ""


def test_fact_past_its_review_is_old_and_due(guide):
    assert not shown(["days"], "pl", on=date(2027, 4, 1))["days"].is_old
    assert shown(["days"], "pl", on=date(2027, 4, 2))["days"].is_old
    assert "days" in {fact.key for fact in due(on=date(2027, 4, 2))}
    assert "days" not in {fact.key for fact in due(on=TODAY)}


def test_new_value_ends_the_old_one_the_day_before(guide, cast):
    fact = Fact.objects.get(key="days")
    set_value(fact, by=cast.hanna, value="7", valid_from=date(2027, 2, 1))
    assert text("days", date(2027, 1, 31)) == "4 dni"
    assert text("days", date(2027, 2, 1)) == "7 dni"


def test_correction_replaces_and_keeps_the_old_row(guide, cast):
    fact = Fact.objects.get(key="days")
    set_value(fact, by=cast.hanna, value="30")
    assert text("days") == "30 dni"
    assert [row.value for row in fact.values.exclude(replaced_at=None)] == ["4"]


def test_change_by_a_person_survives_the_files(guide, cast):
    set_value(Fact.objects.get(key="days"), by=cast.hanna, value="30")
    facts = guide / "articles/address/facts.toml"
    facts.write_text(facts.read_text().replace('value = "4"', 'value = "5"'))
    load(guide)
    assert text("days") == "30 dni"


def test_check_moves_the_day_of_the_check(guide, cast):
    fact = Fact.objects.get(key="days")
    confirm(fact, by=cast.hanna)
    assert shown(["days"], "pl", on=TODAY)["days"].checked_on == time.today()


def test_change_empties_the_kept_pages_of_every_worker(guide, cast):
    before = stamp.read()
    set_value(Fact.objects.get(key="days"), by=cast.hanna, value="30")
    assert stamp.read() > before


def test_fact_in_use_cannot_be_deleted(guide, cast):
    fact = Fact.objects.get(key="days")
    with pytest.raises(Refusal) as caught:
        delete_fact(fact, by=cast.hanna)
    assert caught.value.code == "fact-in-use"
    assert "Zameldowanie (pl)" in str(caught.value.sentence)
    assert {page.slug for page in caught.value.details["pages"]} == {"address", "safe"}


def test_fact_nobody_shows_can_be_deleted(guide, cast):
    delete_fact(Fact.objects.get(key="rumour"), by=cast.hanna)
    assert not Fact.objects.filter(key="rumour").exists()


def test_uses_follow_the_table_and_the_text(guide):
    used = {(use.fact.key, use.page.locale.language_code) for use in FactUse.objects.filter(page__slug="address").order_by("pk")}
    assert {key for key, code in used if code == "uk"} == {"days", "fee", "line"}


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("days", "four"),
        ("days", "-1"),
        ("money", "NaN"),
        ("money", "1e99"),
        ("date", "2026-13-01"),
        ("phone", "call me"),
        ("text", " "),
        *ODD,
    ],
)
def test_bad_value_is_refused(kind, value):
    with pytest.raises(Refusal):
        canonical(kind, value)


@pytest.mark.parametrize("change", [{"value": "999"}, {"replaced_at": None}])
def test_database_keeps_what_a_value_was(guide, change):
    fact = Fact.objects.get(key="days")
    set_value(fact, by=None, value="5")
    row = fact.values.exclude(replaced_at=None) if "replaced_at" in change else fact.values.filter(replaced_at=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        row.update(**change)
    assert sorted(fact.values.values_list("value", flat=True)) == ["4", "5"]


@pytest.mark.parametrize(
    ("kind", "value", "kept"), [("money", "1\u00a0000,50", "1000.50"), ("money", "340", "340"), ("percent", "8,25", "8.25")]
)
def test_amount_as_people_write_it(kind, value, kept):
    assert canonical(kind, value) == kept


@pytest.mark.parametrize(
    "days",
    [{"valid_to": date.max}, {"valid_from": date.max}, {"valid_from": date.min}, {"source_on": date.min}],
    ids=lambda days: str(days),
)
def test_for_ever_is_no_day(guide, cast, days):
    with pytest.raises(Refusal) as caught:
        set_value(Fact.objects.get(key="days"), by=cast.hanna, value="7", **days)
    assert caught.value.field in days
    assert text("days") == "4 dni"


def test_fact_that_only_a_draft_names_stays(guide, cast):
    page = ArticlePage.objects.get(slug="address", locale__language_code="pl")
    fact = Fact.objects.get(key="rumour")
    page.summary = "Może {fact:rumour}"
    revision = page.save_revision(clean=False)
    with pytest.raises(Refusal) as caught:
        delete_fact(fact, by=cast.hanna)
    assert [found.pk for found in caught.value.details["pages"]] == [page.pk]
    revision.publish()
    page.refresh_from_db()
    page.summary = "Nic"
    page.save_revision(clean=False).publish()
    delete_fact(fact, by=cast.hanna)


def test_text_on_the_calendar_that_can_no_longer_stand_holds_up_no_other(guide, cast):
    page, other = (ArticlePage.objects.get(slug=slug, locale__language_code="pl") for slug in ("address", "safe"))
    page.summary, other.summary = "Może {fact:rumour}", "Nowe"
    for one in (page, other):
        one.go_live_at = time.now() - timedelta(minutes=2)
        Revision.objects.filter(pk=one.save_revision(clean=False).pk).update(approved_go_live_at=one.go_live_at)
    Fact.objects.get(key="rumour").delete()
    assert publish_scheduled() == 1
    other.refresh_from_db()
    assert other.summary == "Nowe"
