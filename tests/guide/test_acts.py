"""A changed act: every article, step, fact and note that cites it is to be checked, once, and the answer is kept."""

import pytest
from django.db import IntegrityError, transaction

from mosty.core import time
from mosty.core.errors import Refusal
from mosty.directory.models import Town
from mosty.guide.access import checks_for
from mosty.guide.actions.acts import delete_act, mark_changed, save_act
from mosty.guide.actions.checks import answer, look_after
from mosty.guide.actions.facts import save_fact
from mosty.guide.actions.notes import save_note
from mosty.guide.models import ActChange, ArticlePage, Check, Fact, LegalAct, LocalNote
from tests.guide.library import load


@pytest.fixture
def act(guide):
    return LegalAct.objects.get(key="people-act")


def subjects():
    rows = Check.objects.filter(done_at=None).select_related("fact", "note").order_by("pk")
    return {(row.subject, row.article or (row.fact.key if row.fact else row.note.slot)) for row in rows}


def test_everything_that_cites_it_is_to_be_checked(act, cast):
    konin = Town.objects.get(slug="konin")
    save_note(konin, by=cast.hanna, slot="help", texts={"pl": "Tu"}, acts=["people-act"])
    save_note(konin, by=cast.hanna, slot="office", article="address", texts={"pl": "Tam"})
    other = save_act("other-act", by=cast.hanna, title="Inna", names={})
    save_fact("line", by=cast.hanna, kind="phone", names={"pl": "Telefon"}, owner="address", acts=["other-act"])
    mark_changed(act, by=cast.hanna, note="Nowa kwota")
    assert subjects() == {
        ("article", "address"),
        ("article", "safe"),
        ("step", "address"),
        ("step", "safe"),
        ("fact", "days"),
        ("fact", "fee"),
        ("fact", "rumour"),
        ("note", "help"),  # names the act
        ("note", "office"),  # names none and stands in an article that rests on it
    }
    mark_changed(other, by=cast.hanna)
    assert ("fact", "line") in subjects()


def test_second_change_does_not_double_what_waits(act, cast):
    mark_changed(act, by=cast.hanna)
    count = Check.objects.count()
    newest = mark_changed(act, by=cast.hanna, note="Znowu")
    assert Check.objects.count() == count
    assert set(Check.objects.values_list("change", flat=True)) == {newest.pk}
    answer(Check.objects.filter(article="safe"), by=cast.hanna, word="still-true")
    mark_changed(act, by=cast.hanna)
    assert Check.objects.filter(article="safe", done_at=None).count() == 2


def test_answers_give_the_day_of_the_check(act, cast):
    Fact.objects.get(key="days").values.update(checked_on="2020-01-01")
    ArticlePage.objects.update(checked_on="2020-01-01")
    mark_changed(act, by=cast.hanna)
    answer(Check.objects.filter(fact__key="days"), by=cast.hanna, word="changed", remark="5 dni")
    assert Fact.objects.get(key="days").values.get().checked_on == time.today()
    answer(Check.objects.filter(article="address", step=""), by=cast.hanna, word="still-true")
    assert ArticlePage.objects.filter(slug="address").first().checked_on.year == 2020  # its step is still to be checked
    answer(Check.objects.filter(article="address").exclude(step=""), by=cast.hanna, word="still-true")
    assert set(ArticlePage.objects.filter(slug="address").values_list("checked_on", flat=True)) == {time.today()}
    assert ArticlePage.objects.filter(slug="safe").first().checked_on.year == 2020
    with pytest.raises(Refusal):
        answer(Check.objects.filter(article="address"), by=cast.hanna, word="still-true")


def test_owner_of_the_article_is_asked(act, cast):
    look_after("address", by=cast.natalia, owner=cast.natalia)
    mark_changed(act, by=cast.hanna)
    assert set(Check.objects.filter(article="address").values_list("owner__name", flat=True)) == {"Natalia Sobczak"}
    assert Check.objects.get(fact__key="days").owner == cast.natalia
    look_after("address", by=cast.natalia, owner=None)
    assert not Check.objects.filter(owner=cast.natalia).exists()


def test_town_answers_for_its_own_notes_only(act, cast):
    konin, poznan = Town.objects.get(slug="konin"), Town.objects.get(slug="poznan")
    for town in (konin, poznan):
        save_note(town, by=cast.hanna, slot="help", texts={"pl": "Tu"}, acts=["people-act"])
    mark_changed(act, by=cast.hanna)
    keys = list(Check.objects.order_by("pk").values_list("pk", flat=True))
    assert [check.note.town for check in checks_for(cast.tadeusz, keys)] == [konin]
    assert len(checks_for(cast.natalia, keys)) == len(keys)
    assert checks_for(cast.daria, keys) == []


def test_database_keeps_one_open_check_and_the_answers(act, cast):
    mark_changed(act, by=cast.hanna)
    one = Check.objects.get(subject="article", article="address")
    same = {"act": act, "change": one.change, "since": one.since}
    for wrong in (
        {"subject": "article", "article": "address"},
        {"subject": "fact"},
        {"subject": "article", "article": "x", "fact": Fact.objects.first()},
        {"subject": "step", "article": "address"},
        {"subject": "article", "article": "y", "word": "changed"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Check.objects.create(**same, **wrong)
    answer([one], by=cast.hanna, word="still-true")
    for change in (lambda: Check.objects.filter(pk=one.pk).update(word="changed"), ActChange.objects.all().delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_act_in_use_or_with_history_stays(act, cast):
    with pytest.raises(Refusal) as caught:
        delete_act(act, by=cast.hanna)
    assert caught.value.code == "act-in-use"
    assert "Zameldowanie (pl)" in str(caught.value.sentence)
    other = save_act("other-act", by=cast.hanna, title="Inna", names={})
    mark_changed(other, by=cast.hanna)
    with pytest.raises(Refusal) as caught:
        delete_act(other, by=cast.hanna)
    assert caught.value.code == "act-has-history"
    third = save_act("third-act", by=cast.hanna, title="Trzecia", names={})
    delete_act(third, by=cast.hanna)
    assert not LegalAct.objects.filter(key="third-act").exists()


def test_acts_of_facts_and_notes_come_from_the_files(guide):
    for name, old in (("articles/address/facts.toml", 'key = "fee"'), ("towns.toml", 'slot = "office"')):
        path = guide / name
        path.write_text(path.read_text().replace(old, f'{old}\nacts = ["people-act"]'))
    load(guide)
    act = LegalAct.objects.get()
    assert [fact.key for fact in act.facts.order_by("key")] == ["fee"]
    assert list(act.notes.order_by("pk")) == [LocalNote.objects.get()]
