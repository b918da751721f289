"""The ledger: what a machine made is labelled until a person has checked all of it; a Polish change touches its paragraph alone."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from mosty.core.errors import Refusal
from mosty.guide.actions import translations as work
from mosty.guide.actions.ledger import fill, recount
from mosty.guide.enums import Origin
from mosty.guide.models import ArticlePage, MachineText, SegmentCheck, TextState
from mosty.guide.queries import ledger
from tests.guide.library import WORDS, load
from tests.guide.translations.steps import MACHINE, article, by_machine, label, rewrite, segment, state, waiting


def see(one):
    return ledger.text_hash(one.text)


def test_loaded_texts_are_by_people_and_nothing_waits(guide):
    for language in ("en", "uk", "ar"):
        assert waiting(language) == {}
        assert label(language).origin == Origin.HUMAN
        assert state(language).is_live
    assert label("pl").origin == Origin.SOURCE


def test_changed_paragraph_waits_in_every_language_and_no_other_does(guide):
    rewrite("Paszport", "Paszport i wniosek")
    for language in ("en", "uk", "ar"):
        assert waiting(language) == {"Paszport i wniosek": "stale"}
        kept = segment("Paszport", language)
        assert (kept.text, kept.previous) == (WORDS[language]["paper"], "Paszport")
        assert label(language).has_stale
        assert state(language).since is not None


def test_changed_paragraph_among_others_of_one_text(guide):
    rewrite("<li>one</li>", "<li>one more</li>")
    assert waiting("uk") == {"one more": "stale"}


def test_new_paragraph_is_missing_and_its_neighbours_are_not(guide):
    rewrite("<li>two</li>", "<li>two</li><li>Zupełnie nowy punkt, bardzo długi.</li>")
    assert waiting("uk") == {"Zupełnie nowy punkt, bardzo długi.": "missing"}


def test_unchanged_save_and_draft_make_no_work(guide):
    article().save_revision().publish()
    rewrite("Paszport", "Szkic", publish=False)
    assert waiting("uk") == {}


def test_paragraph_that_comes_back_has_its_translation_again(guide):
    rewrite("Paszport", "Dowód")
    rewrite("Dowód", "Paszport")
    assert waiting("uk") == {}


def test_changed_twice_is_compared_with_what_was_translated(guide):
    rewrite("Paszport", "Dowód")
    first = segment("Dowód").since
    rewrite("Dowód", "Karta")
    kept = segment("Karta")
    assert (kept.previous, kept.text, kept.since) == ("Paszport", "Паспорт", first)


def test_publishing_a_stale_text_keeps_the_older_translation_for_readers(cast, guide):
    rewrite("Paszport", "Dowód")
    work.publish(article(), language="uk", by=cast.hanna)
    assert "Паспорт" in str(article(language="uk").body.raw_data)
    assert [mark["kind"] for mark in label().marks] == ["stale"]


def test_written_paragraph_is_no_longer_stale_once_published(cast, guide):
    rewrite("Paszport", "Dowód")
    work.write(article(), language="uk", segment=segment("Dowód").id, text="Посвідчення", by=cast.hanna)
    assert waiting("uk") == {}
    assert label().has_stale  # readers still see the older one
    work.publish(article(), language="uk", by=cast.hanna)
    assert not label().has_stale
    assert "Посвідчення" in str(article(language="uk").body.raw_data)


def test_stale_paragraph_can_be_found_still_right(cast, guide):
    rewrite("Paszport", "Paszport.")
    one = segment("Paszport.")
    work.check(article(), language="uk", segment=one.id, seen=see(one), by=cast.hanna)
    assert waiting("uk") == {}
    assert not label().has_stale


def test_one_machine_paragraph_labels_the_page_until_it_is_checked(cast, guide):
    by_machine("Paszport", "Машинний паспорт")
    work.publish(article(), language="uk", by=cast.hanna)
    assert (label().origin, label().tools) == (Origin.PARTLY, (MACHINE,))
    one = segment("Paszport")
    work.check(article(), language="uk", segment=one.id, seen=see(one), by=cast.oksana)
    assert label().origin == Origin.CHECKED
    with override("en"):
        assert "checked by a person on" in label().sentence()
    kept = segment("Paszport")
    assert (kept.state, kept.checked_by) == ("checked", cast.oksana.name)


def test_persons_correction_is_no_check(cast, guide):
    by_machine("Paszport", "Машинний паспорт")
    work.write(article(), language="uk", segment=segment("Paszport").id, text="Паспорт!", by=cast.hanna)
    work.publish(article(), language="uk", by=cast.hanna)
    assert label().origin == Origin.PARTLY
    one = segment("Paszport")
    work.check(article(), language="uk", segment=one.id, seen=see(one), by=cast.hanna)
    assert label().origin == Origin.CHECKED


def test_every_machine_paragraph_needs_its_check(cast, guide):
    by_machine("Paszport", "Один")
    by_machine("Idź", "Два")
    work.publish(article(), language="uk", by=cast.hanna)
    one = segment("Idź")
    work.check(article(), language="uk", segment=one.id, seen=see(one), by=cast.hanna)
    assert label().origin == Origin.PARTLY
    other = segment("Paszport")
    assert work.check_all(article(), language="uk", seen={see(other)}, by=cast.hanna) == 1
    assert label().origin == Origin.CHECKED


def test_changing_a_checked_machine_paragraph_or_its_source_unchecks_it(cast, guide):
    by_machine("Paszport", "Один")
    work.publish(article(), language="uk", by=cast.hanna)
    one = segment("Paszport")
    work.check(article(), language="uk", segment=one.id, seen=see(one), by=cast.hanna)
    rewrite("Paszport", "Dowód")
    assert label().origin == Origin.PARTLY
    assert {mark["kind"] for mark in label().marks} == {"stale", "machine"}
    by_machine("Dowód", "Два")
    assert waiting("uk") == {"Dowód": "machine"}


def test_check_of_another_text_than_seen_is_refused(cast, guide):
    by_machine("Paszport", "Один")
    one = segment("Paszport")
    by_machine("Paszport", "Два")
    with pytest.raises(Refusal) as refused:
        work.check(article(), language="uk", segment=one.id, seen=see(one), by=cast.hanna)
    assert refused.value.code == "changed-meanwhile"
    assert work.check_all(article(), language="uk", seen={see(one)}, by=cast.hanna) == 0
    assert not SegmentCheck.objects.exists()


@pytest.mark.parametrize("table", [SegmentCheck, MachineText])
@pytest.mark.parametrize("change", ["update", "delete"])
def test_ledger_is_never_changed(cast, guide, table, change):
    by_machine("Paszport", "Один")
    one = segment("Paszport")
    work.check(article(), language="uk", segment=one.id, seen=see(one), by=cast.hanna)
    rows = table.objects.order_by("pk")
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(tool="nobody") if change == "update" else rows._raw_delete(rows.db)
    assert table.objects.get().tool == MACHINE


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Строк: [[term:pesel|ПЕСЕЛЬ]] <b>Реєстрація</b>", "{fact:days}"),
        ("Строк: {fact:dayz}. [[term:pesel|ПЕСЕЛЬ]] <b>Реєстрація</b>", "{fact:days}"),
        ("Строк: {fact:days}. <b>Реєстрація</b>", "[[term:pesel|…]]"),
        ("Строк: {fact:days}. [[term:pesel ПЕСЕЛЬ]] <b>Реєстрація</b>", "[[term:pesel ПЕСЕЛЬ]]"),
        ("Строк: {fact:days} {fact:fee}. [[term:pesel|ПЕСЕЛЬ]] <b>Реєстрація</b>", "{fact:fee}"),
        ("Строк: {fact days}. [[term:pesel|ПЕСЕЛЬ]] <b>Реєстрація</b>", "{fact days}"),
    ],
)
def test_lost_mark_is_refused_by_name(cast, guide, text, named):
    one = segment("Termin: {fact:days}")
    with pytest.raises(Refusal) as refused:
        work.write(article(), language="uk", segment=one.id, text=text, by=cast.hanna)
    assert named in refused.value.sentence
    assert segment("Termin: {fact:days}").text == one.text


def test_marks_may_move_and_terms_have_their_own_words(cast, guide):
    one = segment("Termin: {fact:days}")
    text = "[[term:pesel|Номер ПЕСЕЛЬ]]: <b>Реєстрація</b> {fact:days}"
    work.write(article(), language="uk", segment=one.id, text=text, by=cast.hanna)
    assert segment("Termin: {fact:days}").text == text


def test_lost_mark_written_past_us_is_kept_for_its_author_and_never_shown(cast, guide):
    one = segment("Termin: {fact:days}")
    row = StringTranslation.objects.get(translation_of_id=one.string, context_id=one.context, locale__language_code="uk")
    row.data = "Без знаків"
    row.save()
    kept = segment("Termin: {fact:days}")
    assert (kept.state, kept.text) == ("broken", "Без знаків")
    assert "{fact:days}" in kept.error
    work.publish(article(), language="uk", by=cast.hanna)
    assert "Без знаків" not in str(article(language="uk").body.raw_data)
    assert label().has_polish


def test_no_page_and_no_alias_comes_by_itself(guide):
    before = Page.objects.count()
    page = ArticlePage(slug="brand-new", title="Nowy", summary="Nowy.", checked_on=date(2026, 10, 1), locale=article().locale)
    article().get_parent().add_child(instance=page)
    page.save_revision().publish()
    rewrite("Paszport", "Dowód")
    assert Page.objects.count() == before + 1
    assert not Page.objects.exclude(alias_of=None).exists()


def test_started_translation_is_a_draft_on_its_own_shelf_without_aliases(cast, guide):
    page = work.start(article(), language="ka", by=cast.hanna)
    assert (page.live, page.locale.language_code, page.alias_of_id) == (False, "ka", None)
    assert page.get_parent().specific.topic == "documents"
    assert not Page.objects.exclude(alias_of=None).exists()
    assert state("ka").missing == state("ka").total
    assert work.start(article(), language="ka", by=cast.hanna).pk == page.pk
    assert ArticlePage.objects.filter(locale__language_code="ka").count() == 1


def test_withdrawn_polish_text_cannot_be_translated_or_its_translation_published(cast, guide):
    article().unpublish()
    for action in (work.start, work.publish):
        with pytest.raises(Refusal) as refused:
            action(article(), language="uk", by=cast.hanna)
        assert refused.value.code == "no-polish-source"


def test_deleted_translation_leaves_no_row(guide):
    article(language="uk").delete()
    assert not TextState.objects.filter(article=article().translation_key, language="uk").exists()


def test_sum_is_the_same_counted_again(cast, guide):
    rewrite("Paszport", "Dowód")
    by_machine("Idź", "Два")
    work.publish(article(), language="uk", by=cast.hanna)
    before = TextState.objects.values().get(article=article().translation_key, language="uk")
    recount(article().translation_key, "uk")
    assert TextState.objects.values().get(article=article().translation_key, language="uk") == before


def test_texts_from_before_the_ledger_are_summed_up_by_the_worker(guide):
    TextState.objects.order_by("pk").delete()
    assert fill() == 4
    assert state("uk").is_live
    assert fill() == 0


def test_labels_of_many_texts_are_one_query(guide):
    keys = [article().translation_key, article("safe").translation_key]
    with CaptureQueriesContext(connection) as asked:
        found = ledger.labels(keys, "en")
    assert len(asked) == 1
    assert {one.origin for one in found.values()} == {Origin.HUMAN}


def test_file_of_one_language_that_did_not_change_becomes_stale(guide):
    for name in ("pl", "en"):
        path = guide / f"articles/address/{name}.toml"
        path.write_text(path.read_text().replace("Paszport", "Dowód").replace("Passport", "Identity card"))
    load(guide)
    assert waiting("en") == {}
    assert waiting("uk") == {"Dowód": "stale"}
    assert load(guide) == "The guide is loaded already; nothing was changed.\n"


def test_comment_stays_with_its_paragraph_until_settled(cast, guide):
    one = segment("Paszport")
    made = work.comment(article(), language="uk", segment=one.id, text="Чи так?", by=cast.hanna)
    assert [note.text for note in segment("Paszport").comments] == ["Чи так?"]
    work.close_comment(article(), language="uk", number=made.pk, by=cast.oksana)
    assert segment("Paszport").comments[0].closed_by == cast.oksana
    with pytest.raises(Refusal):
        work.comment(article(), language="uk", segment=one.id, text=" ", by=cast.hanna)
