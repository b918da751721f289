"""A page gets another address: everything that named it by the old one follows, and old addresses lead to it."""

from datetime import date

import pytest

from mosty.core import time
from mosty.guide.actions.acts import mark_changed
from mosty.guide.actions.checks import answer
from mosty.guide.enums import CheckSubject, quiet_name
from mosty.guide.models import ArticlePage, Check, Fact, LegalAct, LocalNote, OldName, PublishedText, TranslationWish
from mosty.guide.queries import checks
from mosty.search.enums import Kind
from mosty.search.models import Renewal, Synonym
from tests.cast import sign_in
from tests.guide.editors.posting import form, said
from tests.guide.library import load


def polish(slug="address"):
    return ArticlePage.objects.get(slug=slug, locale__language_code="pl")


def rename(old, new):
    page = polish(old)
    page.slug = new
    page.save_revision().publish()


def test_editor_renames_an_article_and_nothing_is_orphaned(guide, cast, client, django_capture_on_commit_callbacks):
    note = LocalNote.objects.create(town=cast.konin.town, slot="queue", article="address", texts={"pl": "x"}, checked_on=time.today())
    LocalNote.objects.create(
        town=cast.konin.town, slot="queue", article="here", texts={"pl": "of a page that is gone"}, checked_on=time.today()
    )
    TranslationWish.objects.create(article="address", language="ka", on=time.today(), count=3)
    Synonym.objects.create(kind=Kind.ARTICLE, key="address", language="uk", words="прописка")
    mark_changed(LegalAct.objects.get(), by=cast.hanna, on=date(2026, 11, 1))
    answer(Check.objects.filter(article="address", subject=CheckSubject.STEP), by=cast.hanna, word="still-true")
    page = polish()
    with django_capture_on_commit_callbacks(execute=True):
        answered = sign_in(cast.people["natalia"]).post(f"/guide-admin/pages/{page.pk}/edit/", form(page, slug="here"))
        assert polish().slug == "address"  # a draft renames nothing
        polish().get_latest_revision().publish()  # as the reviewer's "approve" does
    assert answered.status_code == 302, said(answered)[-1500:]
    assert set(ArticlePage.objects.filter(translation_key=page.translation_key).values_list("slug", flat=True)) == {"here"}
    assert list(LocalNote.objects.filter(article="here")) == [note]
    assert TranslationWish.objects.get().article == "here"
    assert not Check.objects.filter(article="address", done_at=None).exists()
    assert Check.objects.filter(article="here", done_at=None).exists()
    assert checks.titles(["address", "here"]) == dict.fromkeys(["address", "here"], page.title)  # what was answered keeps the old name
    assert not Fact.objects.filter(owner="address").exists()
    assert PublishedText.objects.get(article="here")
    assert not PublishedText.objects.filter(article="address").exists()
    assert "here" in polish("safe").related
    assert Synonym.objects.get().key == "here"
    assert {"address", "here"} <= set(Renewal.objects.filter(kind=Kind.ARTICLE).values_list("key", flat=True))
    for language in ("pl", "uk", "ar"):
        assert client.get(f"/{language}/guide/here/").status_code == 200
        moved = client.get(f"/{language}/guide/address/?town=Konin")
        assert (moved.status_code, moved["Location"]) == (301, f"/{language}/guide/here/?town=Konin")


def test_drafts_of_translations_do_not_bring_the_old_name_back(guide):
    draft = ArticlePage.objects.get(slug="address", locale__language_code="uk")
    draft.title = "Інша назва"
    draft.save_revision()
    other = polish("safe")
    other.save_revision()
    rename("address", "here")
    draft.refresh_from_db()
    draft.get_latest_revision().publish()
    polish("safe").get_latest_revision().publish()
    draft.refresh_from_db()
    assert (draft.slug, draft.title) == ("here", "Інша назва")
    assert "here" in polish("safe").related


def test_quiet_names_lead_on_and_a_name_can_come_back(guide, client):
    rename("safe", "shelter")
    for old in ("safe", quiet_name("safe"), "shelter"):
        moved = client.get(f"/en/guide/{old}/?town=Konin")
        assert (moved.status_code, moved["Location"]) == (302, f"/en/guide/{quiet_name('shelter')}/?town=Konin")
        assert moved["Cache-Control"] == "no-store"
    rename("shelter", "safe")
    assert list(OldName.objects.values_list("slug", flat=True)) == ["shelter"]
    assert client.get(f"/en/guide/{quiet_name('safe')}/").status_code == 200
    assert client.get(f"/en/guide/{quiet_name('shelter')}/")["Location"].endswith(f"{quiet_name('safe')}/")
    assert client.get("/en/guide/nowhere/").status_code == 404


def test_files_know_a_renamed_article(guide):
    rename("address", "here")
    assert "nothing was changed" in load(guide)
    assert not ArticlePage.objects.filter(slug="address").exists()


def test_name_of_another_article_is_refused_in_every_language(guide):
    ArticlePage.objects.filter(slug="safe", locale__language_code="pl").update(slug="elsewhere")
    page = polish()
    page.slug = "safe"  # the English text of the other one has it
    with pytest.raises(Exception, match="slug"):
        page.save()
