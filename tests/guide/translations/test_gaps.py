"""The gap board counts what there is: texts, notes of towns, wishes, searches without result."""

import csv
import io
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mosty.core import time
from mosty.guide.actions.translations import publish, start
from mosty.guide.models import ArticlePage, TextState, TranslationWish
from mosty.guide.queries import gaps
from mosty.search.actions import put
from mosty.search.enums import Field, Kind, NewEntry, Passage
from mosty.search.models import MissedWord
from tests.cast import sign_in
from tests.guide.translations.steps import article, by_machine, rewrite

ALL = [code for code, _name in settings.LANGUAGES]


def found(**options):
    rows = gaps.gaps(languages=options.pop("languages", ALL), only_open=options.pop("only_open", False), **options)
    return {(gap.slug, gap.language): gap for gap in rows}


def test_every_article_and_language_has_its_state(cast, guide):
    rewrite("Paszport", "Dowód")
    by_machine("Idź", "Машина")
    start(article(), language="ka", by=cast.robert)
    rows = found()
    assert len(rows) == 2 * (len(ALL) - 1)
    states = {key: gap.state for key, gap in rows.items()}
    assert states["address", "uk"] == gaps.OLDER
    assert states["address", "ka"] == gaps.DRAFT
    assert states["address", "ru"] == gaps.NOTHING
    assert states["safe", "en"] == gaps.COMPLETE
    rewrite("Dowód", "Paszport")
    publish(article(), language="uk", by=cast.robert)
    assert found()["address", "uk"].state == gaps.MACHINE


def test_open_ones_only(guide):
    rows = found(only_open=True)
    assert ("address", "uk") not in rows
    assert ("safe", "uk") in rows


def test_demand_is_the_wishes_and_searches_of_readers(guide):
    today = time.today()
    for day, language, count in (
        (today, "ka", 5),
        (today - timedelta(days=3), "ka", 2),
        (today - timedelta(days=400), "ka", 50),
        (today, "az", 1),
    ):
        TranslationWish.objects.create(article="address", language=language, on=day, count=count)
    entry = NewEntry(Kind.ARTICLE, "address", "pl", "Zameldowanie", "", "guide/address/", [Passage(Field.KEYWORD, "meldunek")])
    put([entry])
    for word, language, count in (("meldunek", "ka", 4), ("meldunek", "be", 9), ("obcy", "ka", 70), ("", "ka", 30)):
        MissedWord.objects.create(day=today, language=language, word=word, count=count)
    rows = found()
    assert (rows["address", "ka"].wishes, rows["address", "ka"].searches) == (7, 4)
    assert (rows["address", "be"].demand, rows["address", "az"].demand, rows["safe", "ka"].demand) == (9, 1, 0)
    order = [(gap.slug, gap.language) for gap in gaps.gaps(languages=ALL)]
    assert order[:3] == [("address", "ka"), ("address", "be"), ("address", "az")]
    assert sum(gap.demand for gap in rows.values()) == 7 + 4 + 9 + 1


def test_complete_text_has_no_unmet_demand(guide):
    TranslationWish.objects.create(article="address", language="uk", on=time.today(), count=5)
    gap = found()["address", "uk"]
    assert (gap.demand, gap.unmet) == (5, 0)


def test_towns_notes_are_a_layer_of_their_own(guide):
    rows = found(town="konin")
    assert rows["address", "pl"].state == gaps.COMPLETE
    assert rows["address", "uk"].state == gaps.NOTE_LANGUAGE
    assert {gap.town for gap in rows.values()} == {"konin"}
    assert {gap.state for gap in found(town="poznan").values()} == {gaps.NO_NOTE}


def test_age_counts_from_the_change(guide):
    rewrite("Paszport", "Dowód")
    TextState.objects.filter(language="uk", article=article().translation_key).update(since=timezone.now() - timedelta(days=12))
    assert found()["address", "uk"].days == 12
    assert found(sort="age", languages=["uk", "en"])


@pytest.mark.parametrize("town", ["", "konin"])
def test_queries_are_constant(guide, town):
    with CaptureQueriesContext(connection) as few:
        found(town=town)
    shelf = article().get_parent()
    for number in range(20):
        shelf.add_child(
            instance=ArticlePage(slug=f"more-{number}", title=f"{number}", summary=".", checked_on="2026-10-01", locale=shelf.locale)
        )
    with CaptureQueriesContext(connection) as many:
        assert len(found(languages=["uk"])) == 22
        found(town=town)
    assert len(few) <= 7
    assert len(many) <= 2 * 7


def test_board_is_for_editors_and_comes_as_a_file(cast, guide):
    answer = sign_in(cast.tadeusz).get("/guide-admin/gaps/?language=uk")
    assert answer.status_code == 200
    rows = list(csv.DictReader(io.StringIO(sign_in(cast.daria).get("/guide-admin/gaps/?as=csv&show=all").content.decode("utf-8-sig"))))
    assert len(rows) == 2 * (len(ALL) - 1)
    assert {row["state"] for row in rows} == {gaps.COMPLETE, gaps.NOTHING}


@pytest.mark.parametrize(
    "query", ["?sort=xx&language=zz&town=nowhere", "?p=99", "?p=-1", "?town=konin&show=all", "?language=uk&sort=age&show=all"]
)
def test_senseless_wishes_of_the_board_are_harmless(cast, guide, query):
    assert sign_in(cast.natalia).get(f"/guide-admin/gaps/{query}").status_code == 200
