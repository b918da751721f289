"""The change feed from the national text to the towns: tasks for exactly those it touches, and for nothing else."""

import json

import pytest
from django.db import IntegrityError, transaction
from wagtail_localize.models import StringTranslation, TranslationSource

from mosty.core import time
from mosty.core.errors import Refusal
from mosty.directory.models import Town
from mosty.guide.actions.facts import set_value
from mosty.guide.actions.notes import answer_task, confirm_note, delete_note, save_note
from mosty.guide.enums import TaskWord
from mosty.guide.models import ArticlePage, Fact, LocalNote, TownTask
from mosty.guide.queries.national import difference, lines_of, unpacked
from tests.guide.library import load

TEXT = {"pl": "Pokój 7"}


def page_of(slug="address", language="pl"):
    return ArticlePage.objects.get(slug=slug, locale__language_code=language)


def change(slug="address", language="pl", *, old="Paszport", new="Paszport albo dowód", publish=True):
    page = page_of(slug, language).get_latest_revision_as_object()
    raw = [dict(block) for block in page.body.raw_data]
    page.body = str_replaced(raw, old, new)
    revision = page.save_revision()
    if publish:
        revision.publish()
    return revision


def str_replaced(raw, old, new):
    return json.dumps(json.loads(json.dumps(raw, ensure_ascii=False).replace(old, new)))


def town(slug):
    return Town.objects.get(slug=slug)


def tasks():
    return {(task.town.slug, task.article) for task in TownTask.objects.filter(done_at=None).select_related("town").order_by("pk")}


def words(task):
    return [[(piece.kind, piece.text) for piece in line] for line in difference(unpacked(task.old), unpacked(task.new), context=0)]


def test_change_asks_exactly_the_towns_whose_notes_stand_in_the_article(guide, cast):
    save_note(town("poznan"), by=cast.hanna, slot="office", article="safe", texts=TEXT)
    save_note(town("poznan"), by=cast.hanna, slot="school", texts=TEXT)
    change("address")
    assert tasks() == {("konin", "address")}  # Poznań's stand in "safe", and in a slot that "address" has not
    change("safe")
    assert tasks() == {("konin", "address"), ("konin", "safe"), ("poznan", "safe")}


def test_what_changed_is_kept_word_by_word(guide):
    change()
    assert words(TownTask.objects.get()) == [[("same", "Paszport"), ("new", " albo dowód")]]


def test_two_changes_before_the_answer_are_one_task_with_the_whole_difference(guide):
    change()
    change(old="Termin:", new="Kiedy:")
    task = TownTask.objects.get()
    flat = [piece for line in words(task) for piece in line]
    assert ("gone", "Termin:") in flat
    assert ("new", " albo dowód") in flat


@pytest.mark.parametrize("how", ["saved", "republished", "draft", "other language", "fact", "keywords", "markup", "loaded again"])
def test_what_changes_no_word_of_the_polish_text_asks_nobody(guide, cast, how):
    page = page_of()
    if how == "saved":
        page.save()
    elif how == "republished":
        page.save_revision().publish()
        page_of().save_revision().publish()
        page_of().unpublish()
        page_of().save_revision().publish()
    elif how == "draft":
        change(publish=False)
    elif how == "other language":
        change(language="uk", old="Паспорт", new="Паспорт або посвідчення")
    elif how == "fact":
        set_value(Fact.objects.get(key="fee"), by=cast.hanna, value="500")
    elif how == "keywords":
        page.keywords = "meldunek"
        page.save_revision().publish()
    elif how == "markup":
        change(old="<b>Zameldowanie</b>", new="Zameldowanie ")
    else:
        load(guide)
    assert tasks() == set()


def test_changed_file_asks_too(guide):
    path = guide / "articles/address/pl.toml"
    path.write_text(path.read_text().replace("Paszport", "Dowód"))
    load(guide)
    assert tasks() == {("konin", "address")}


def test_draft_asks_when_it_is_published(guide):
    revision = change(publish=False)
    revision.publish()
    assert tasks() == {("konin", "address")}


def test_change_taken_back_before_the_answer_leaves_nothing_to_answer(guide):
    change()
    change(old="Paszport albo dowód", new="Paszport")
    assert TownTask.objects.get().word == TaskWord.GONE


def test_still_fits_closes_it_for_this_town_alone(guide, cast):
    save_note(town("poznan"), by=cast.hanna, slot="office", texts=TEXT)
    change()
    LocalNote.objects.update(checked_on="2020-01-01")
    mine = TownTask.objects.get(town__slug="poznan")
    answer_task(mine, by=cast.hanna)
    mine.refresh_from_db()
    assert (mine.word, mine.done_by) == (TaskWord.FITS, cast.hanna)
    assert mine.done_at is not None
    assert tasks() == {("konin", "address")}
    assert LocalNote.objects.get(town__slug="poznan").checked_on == time.today()
    with pytest.raises(Refusal):
        answer_task(mine, by=cast.hanna)
    change(old="Paszport albo dowód", new="Dowód")
    again = TownTask.objects.get(town__slug="poznan", done_at=None)  # compared with what this town answered, not with the beginning
    assert "Paszport albo dowód" in str(again.old)
    assert "Paszport albo dowód" not in str(TownTask.objects.get(town__slug="konin").old)


def test_note_for_every_article_counts_as_checked_only_when_nothing_waits(guide, cast):
    change("address")
    change("safe")
    LocalNote.objects.update(checked_on="2020-01-01")
    first, second = TownTask.objects.order_by("article")
    answer_task(first, by=cast.hanna)
    assert LocalNote.objects.get().checked_on.year == 2020
    answer_task(second, by=cast.hanna)
    assert LocalNote.objects.get().checked_on == time.today()


def test_change_belongs_to_the_slots_that_follow_it(guide, cast):
    path = guide / "articles/address/pl.toml"
    blocks = '[[blocks]]\nid = "late"\nkind = "text"\ntext = "Szkoła przyjmuje dzieci."\n'
    blocks += '[[blocks]]\nid = "local2"\nkind = "slot"\nslot = "school"\n'
    for code in ("pl", "en", "uk", "ar"):
        path = guide / f"articles/address/{code}.toml"
        path.write_text(path.read_text().replace('[[blocks]]\nid = "help"', blocks + '[[blocks]]\nid = "help"'))
    load(guide)
    TownTask.objects.all().delete()
    save_note(town("poznan"), by=cast.hanna, slot="school", texts=TEXT)
    change(old="Szkoła przyjmuje dzieci", new="Szkoła przyjmuje wszystkie dzieci")
    assert tasks() == {("poznan", "address")}
    change(old="Paszport", new="Dowód")
    assert tasks() == {("poznan", "address"), ("konin", "address")}
    page = page_of()
    page.title = "Meldunek"
    page.save_revision().publish()
    assert all("Meldunek" in str(task.new) for task in TownTask.objects.order_by("pk"))


def test_database_keeps_one_open_task_and_what_was_answered(guide, cast):
    change()
    task = TownTask.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        TownTask.objects.create(town=task.town, article=task.article, since=time.now(), changed_at=time.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        TownTask.objects.filter(pk=task.pk).update(done_at=time.now())
    answer_task(task, by=cast.hanna)
    with pytest.raises(IntegrityError), transaction.atomic():
        TownTask.objects.filter(pk=task.pk).update(word=TaskWord.CHANGED)


def test_note_needs_polish_a_known_slot_and_article_and_an_end(guide, cast):
    konin = town("konin")
    for bad, code in (
        ({"texts": {"uk": "Кімната"}}, "no-polish"),
        ({"slot": "moon"}, "unknown-slot"),
        ({"article": "nowhere"}, "unknown-article"),
        ({"texts": {"pl": "x" * 5001}}, "too-long"),
        ({"texts": {"pl": "Opłata {fact:fee}"}}, "unknown-mark"),
        ({"texts": {"pl": "Pokój", "uk": "{center}, {phone"}}, "unknown-mark"),
    ):
        with pytest.raises(Refusal) as caught:
            save_note(konin, by=cast.hanna, **({"slot": "office", "texts": TEXT} | bad))
        assert caught.value.code == code
    assert LocalNote.objects.get().texts["pl"].startswith("{centre}")


def test_deleted_note_takes_its_tasks_along(guide, cast):
    change()
    delete_note(LocalNote.objects.get(), by=cast.hanna)
    assert TownTask.objects.get().word == TaskWord.GONE


def test_note_confirmed_by_a_person_survives_the_files(guide, cast):
    confirm_note(LocalNote.objects.get(), by=cast.hanna)
    path = guide / "towns.toml"
    path.write_text(path.read_text().replace("Adres", "Gdzie"))
    load(guide)
    assert "Adres" in LocalNote.objects.get().texts["pl"]


def test_lines_hold_words_marks_and_addresses_but_no_markup(guide):
    texts = [text for _slots, text in lines_of(page_of())]
    assert "Opłata {fact:fee}." in texts
    assert "Termin: {fact:days}. PESEL Zameldowanie <script>alert(1)</script>" in texts
    assert "{slot:office}" in texts
    assert "{office:gmina}" in texts


def test_changed_fee_needs_no_translation(guide, cast):
    before = list(StringTranslation.objects.order_by("pk").values_list("pk", "data", "translation_of"))
    sources = list(TranslationSource.objects.order_by("pk").values_list("pk", "content_json", "last_updated_at"))
    set_value(Fact.objects.get(key="fee"), by=cast.hanna, value="500")
    assert list(StringTranslation.objects.order_by("pk").values_list("pk", "data", "translation_of")) == before
    assert list(TranslationSource.objects.order_by("pk").values_list("pk", "content_json", "last_updated_at")) == sources
