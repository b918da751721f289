"""The index follows the database: what is published, withdrawn, renamed or changed is found so, once the worker came by."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from mosty.core.errors import Refusal
from mosty.directory.models import Service
from mosty.guide.models import ArticlePage, GlossaryTerm
from mosty.search import actions, queries
from mosty.search.enums import Kind
from mosty.search.models import Entry, Renewal, Synonym, Word
from tests.guide.library import write


@pytest.fixture
def guide(cast: Any, stage: Any, tmp_path: Any) -> Any:
    stage.load(write(tmp_path))
    actions.renew_all()
    Renewal.objects.all().delete()


def page(language: str = "pl", slug: str = "address") -> ArticlePage:
    return ArticlePage.objects.get(slug=slug, locale__language_code=language)


def keys(text: str, language: str = "pl") -> list[str]:
    return [result.key for result in queries.find(text, language).results if result.kind == Kind.ARTICLE]


def test_a_published_change_is_found_when_the_worker_came_by(guide: None) -> None:
    one = page()
    one.keywords = "meldziunek"
    one.save_revision().publish()
    assert keys("meldziunek") == []
    assert actions.renew_due() >= 1
    assert keys("meldziunek") == ["address"]
    assert not Renewal.objects.exists()
    assert actions.renew_due() == 0


def test_a_draft_is_not_found(guide: None) -> None:
    one = page()
    one.keywords = "tajemniczek"
    one.save_revision()
    actions.renew_all()
    assert keys("tajemniczek") == []


def test_what_is_withdrawn_or_deleted_is_found_no_more(guide: None) -> None:
    page("uk").unpublish()
    page("ar").delete()
    actions.renew_due()
    assert set(Entry.objects.filter(kind=Kind.ARTICLE, key="address").values_list("language", flat=True)) == {"pl", "en"}


def test_a_renamed_article_is_found_at_its_new_address_alone(guide: None) -> None:
    one = page("pl")
    one.slug = "registration"  # its translations follow it
    one.save_revision().publish()
    actions.renew_due()
    assert not Entry.objects.filter(key="address").exists()
    assert Entry.objects.filter(kind=Kind.ARTICLE, key="registration", address="guide/registration/").count() == 4


def test_shelves_go_with_their_last_article(guide: None) -> None:
    assert Entry.objects.filter(kind=Kind.TOPIC, key="safety").count() == 10
    for language in ("pl", "en"):
        page(language, "safe").unpublish()
    actions.renew_due()
    assert not Entry.objects.filter(kind=Kind.TOPIC, key="safety").exists()


def test_terms_and_services_follow(guide: None) -> None:
    term = GlossaryTerm.objects.get(key="pesel")
    term.names = {"pl": "numerek"}
    term.save()
    service = Service.objects.order_by("slug").first()
    assert service is not None
    service.names = {**service.names, "pl": "Zupełnie nowe szydełkowanie"}
    service.save()
    actions.renew_due()
    assert [found.key for found in queries.find("numerek", "pl").terms] == ["pesel"]
    assert queries.find("szydelkowanie", "pl").results[0].key == service.slug


def test_a_change_that_comes_while_the_worker_works_is_not_lost(guide: None) -> None:
    actions.ask_renewal(Kind.ARTICLE, "address")
    row = Renewal.objects.get()
    actions.ask_renewal(Kind.ARTICLE, "address")
    assert Renewal.objects.get().turn == row.turn + 1
    assert Renewal.objects.filter(pk=row.pk, turn=row.turn).delete()[0] == 0  # what a worker does that has read the row before


def test_a_change_that_is_taken_back_asks_for_nothing(guide: None) -> None:

    with pytest.raises(RuntimeError), transaction.atomic():
        actions.ask_renewal(Kind.TERM, "pesel")
        raise RuntimeError
    assert not Renewal.objects.exists()


def test_editors_words_are_found_in_every_language(guide: None, cast: Any) -> None:
    assert actions.set_synonyms(Kind.ARTICLE, "address", "ru", words=["  прописочка ", "Прописочка", ""], by=cast.joanna) == ["прописочка"]
    actions.renew_due()
    assert keys("прописочку", "ru") == ["address"]
    assert queries.find("прописочка", "ru").results[0].passage_language == "ru"
    actions.set_synonyms(Kind.ARTICLE, "address", "ru", words=[], by=cast.joanna)
    actions.renew_due()
    assert keys("прописочка", "ru") == []


def test_another_name_of_a_term_finds_the_articles_that_explain_it(guide: None, cast: Any) -> None:
    actions.set_synonyms(Kind.TERM, "pesel", "pl", words=["zakotwiczenie"], by=cast.joanna)
    actions.renew_due()
    assert set(keys("zakotwiczenie")) == {"address", "safe"}


@pytest.mark.parametrize("words", [["!!!"], ["x" * 81], [f"w{at}" for at in range(201)]])
def test_words_that_are_none_are_refused_and_nothing_is_written(guide: None, cast: Any, words: list[str]) -> None:
    with pytest.raises(Refusal):
        actions.set_synonyms(Kind.ARTICLE, "address", "ru", words=words, by=cast.joanna)
    assert not Synonym.objects.exists()


def test_a_loader_never_overwrites_a_person(guide: None, cast: Any) -> None:
    rows = [("article", "address", "pl", "one", ["a b"])]
    assert actions.load_synonyms(rows) == 1
    assert actions.load_synonyms(rows) == 0
    assert actions.load_synonyms([("article", "address", "pl", "two", ["c d"])]) == 1
    actions.set_synonyms(Kind.ARTICLE, "address", "pl", words=["mine"], by=cast.joanna)
    assert actions.load_synonyms([("article", "address", "pl", "three", ["e f"])]) == 0
    assert Synonym.objects.get(key="address").words == "mine"


def test_the_index_is_tidied_of_words_that_nothing_has(guide: None) -> None:
    actions.drop(Kind.ARTICLE, "address")
    assert Word.objects.filter(entries=0).exists()
    assert actions.tidy() > 0
    assert not Word.objects.filter(entries=0).exists()
    actions.renew_all()
    assert "address" in keys("zameldovanye")
