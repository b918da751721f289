"""Facts: the right value on the right day, history kept, a fact in use cannot go."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from mosty.core import stamp, time
from mosty.core.errors import Refusal
from mosty.guide.actions.facts import canonical, confirm, delete_fact, set_value
from mosty.guide.models import Fact, FactUse
from mosty.guide.queries.facts import due, shown
from tests.guide.library import load

TODAY = date(2026, 11, 26)


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
    [("days", "four"), ("days", "-1"), ("money", "NaN"), ("money", "1e99"), ("date", "2026-13-01"), ("phone", "call me"), ("text", " ")],
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
