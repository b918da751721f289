"""Draft, review, published: who sends, who approves, what may not be published, what the calendar publishes."""

from datetime import timedelta

import pytest
from django.core import mail
from wagtail.models import Page, TaskState
from wagtail.test.utils.form_data import inline_formset

from mosty.core import time
from mosty.core.errors import Refusal
from mosty.guide.actions.publishing import publish_scheduled
from mosty.guide.actions.translating import submit
from mosty.guide.actions.trees import shelf_of
from mosty.guide.models import ArticlePage, Fact
from tests.cast import read_english
from tests.guide.editors.posting import form, said


def edit(page):
    return f"/guide-admin/pages/{page.pk}/edit/"


def decide(browser, page, word):
    state = TaskState.objects.get(status="in_progress")
    return browser.post(f"/guide-admin/pages/workflow/action/{page.pk}/{word}/{state.pk}/", {"comment": "ok"})


def test_from_draft_to_published(article, enter, guide):
    answer = enter("natalia").post(edit(article()), form(article(), title="Meldunek", action="submit"))
    assert answer.status_code == 302
    assert article().title == "Zameldowanie"
    assert decide(enter("natalia"), article(), "approve").status_code in {302, 403}
    assert article().title == "Zameldowanie"
    assert decide(enter("nino"), article(), "approve").status_code in {302, 403}
    assert article().title == "Zameldowanie"
    decide(enter("robert"), article(), "approve")
    assert article().title == "Meldunek"
    assert article().live


def test_editor_cannot_publish_past_the_review(article, enter):
    enter("natalia").post(edit(article()), form(article(), title="Meldunek", action="publish"))
    assert article().title == "Zameldowanie"


def test_letters_name_nobody(article, enter, guide):
    enter("natalia").post(edit(article()), form(article(), title="Meldunek", action="submit"))
    decide(enter("robert"), article(), "reject")
    for letter in mail.outbox:
        assert "Natalia" not in letter.subject
        assert "Meldunek" not in letter.subject
        assert "Natalia" not in letter.body


def test_translation_goes_for_review_and_is_published(article, enter, guide):
    page = article("uk")
    assert enter("daria").post(f"/guide-admin/guide/submit/{page.pk}/").status_code == 303
    assert article("uk").workflow_in_progress
    decide(enter("robert"), page, "approve")
    assert not article("uk").workflow_in_progress
    assert article("uk").live


def test_translator_submits_only_their_language(article, enter):
    assert enter("daria").post(f"/guide-admin/guide/submit/{article('en').pk}/").status_code in {302, 403}
    assert not article("en").workflow_in_progress


def test_translation_without_a_published_source_is_refused(article, guide):
    article().unpublish()
    page = article("uk")
    revision = page.save_revision()
    with pytest.raises(Refusal) as caught:
        revision.publish()
    assert caught.value.code == "no-polish-source"
    with pytest.raises(Refusal):
        submit(page, by=guide.daria)


def test_the_refusal_is_a_sentence_for_the_translator(article, enter, guide):
    read_english(guide)
    browser = enter("daria")
    article().unpublish()
    answer = browser.post(f"/guide-admin/guide/submit/{article('uk').pk}/", follow=True)
    assert "The Polish text is not published, so a translation of it cannot be published." in said(answer)


def test_missing_paragraph_stops_a_translation(article, guide):
    from wagtail_localize.models import StringTranslation  # noqa: PLC0415 - for this test only

    StringTranslation.objects.filter(locale__language_code="uk").order_by("pk").first().delete()
    with pytest.raises(Refusal) as caught:
        submit(article("uk"), by=guide.daria)
    assert caught.value.code == "untranslated"


def test_withdrawing_polish_withdraws_every_language(article, enter):
    answer = enter("robert").post(f"/guide-admin/pages/{article().pk}/unpublish/")
    assert answer.status_code == 302
    assert not ArticlePage.objects.filter(slug="address", live=True).exists()


def test_calendar_publishes_once(article, guide):
    page = article()
    page.title = "Od jutra"
    page.go_live_at = time.now() + timedelta(hours=1)
    revision = page.save_revision()
    revision.publish()
    assert publish_scheduled() == 0
    revision.refresh_from_db()
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=time.now() - timedelta(minutes=1))
    content = revision.content | {"go_live_at": (time.now() - timedelta(minutes=1)).isoformat()}
    type(revision).objects.filter(pk=revision.pk).update(content=content)
    assert publish_scheduled() == 1
    assert article().title == "Od jutra"
    assert publish_scheduled() == 0


def test_calendar_withdraws(article):
    ArticlePage.objects.filter(pk=article().pk).update(expire_at=time.now() - timedelta(minutes=1))
    assert publish_scheduled() == 1
    assert not article().live
    assert publish_scheduled() == 0


def test_scheduled_translation_waits_for_its_source(article):
    page = article("uk")
    revision = page.save_revision()
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=time.now() - timedelta(minutes=1))
    ArticlePage.objects.filter(pk=article().pk).update(live=False)
    assert publish_scheduled() == 0
    article().get_latest_revision() or article().save_revision().publish()
    assert article().live
    assert publish_scheduled() == 1


@pytest.mark.writes_on_get("Wagtail notes who has the page open")
def test_second_editor_is_told_and_loses_nothing(article, enter, guide):
    read_english(guide)
    page = article()
    first = page.save_revision()
    sent = form(page, title="Pierwsza") | {"loaded_revision_id": first.pk, "loaded_revision_created_at": first.created_at.isoformat()}
    browser = enter("natalia")
    assert browser.post(edit(page), sent).status_code == 302
    late = sent | {"title": "Druga"}
    answer = browser.post(edit(page), late, headers={"Accept": "application/json"})
    assert article().get_latest_revision_as_object().title in {"Pierwsza", "Druga"}
    titles = [revision.content["title"] for revision in article().revisions.order_by("pk")]
    assert "Pierwsza" in titles
    assert answer.status_code in {200, 302, 400, 409}


def ping(browser, page, session):
    """What the editor asks every few seconds while a page is open there: who else has it open."""
    return browser.post(
        f"/guide-admin/editing-sessions/ping/guide/articlepage/{page.pk}/{session}/", {"revision_id": page.latest_revision_id or ""}
    )


def test_second_person_on_a_page_is_named_to_the_first(article, enter, guide):
    page, natalia, robert = article(), enter("natalia"), enter("robert")
    natalia.post(edit(page), form(page, title="Meldunek", action="submit"))  # now the reviewer may open it too
    page = article()
    assert guide.robert.name not in ping(natalia, page, 999_998).json()["html"]
    assert guide.natalia.name in ping(robert, page, 999_999).json()["html"]
    seen = ping(natalia, page, 999_998).json()["html"]
    assert guide.robert.name in seen
    assert guide.robert.email not in seen
    assert ping(enter("tadeusz"), page, 999_997).status_code in {302, 404}


@pytest.mark.writes_on_get("Wagtail notes who has the page open")
def test_reviewer_reads_the_editors_comment_and_answers(article, enter, guide):
    page, natalia, robert = article(), enter("natalia"), enter("robert")
    page.save_revision()  # one before the one that is sent: with it Wagtail's own template asks for nothing that is not there
    said_first = {"text": "Jasne?", "contentpath": "summary", "position": "", "replies": inline_formset([])}
    natalia.post(edit(page), form(page, comments=inline_formset([said_first]), action="submit"))
    comment = page.wagtail_admin_comments.get()
    assert (comment.user, comment.contentpath) == (guide.natalia, "summary")
    shown = robert.get(edit(page)).content.decode()
    assert "Jasne?" in shown
    assert guide.natalia.name in shown
    answer = {"id": comment.pk, "text": "Jasne?", "contentpath": "summary", "position": ""}
    answer["replies"] = inline_formset([{"text": "Jasne."}])
    page = article()
    known = {"loaded_revision_id": page.latest_revision_id, "loaded_revision_created_at": page.latest_revision.created_at.isoformat()}
    robert.post(edit(page), form(page, comments=inline_formset([answer], initial=1)) | known)
    assert [(reply.user, reply.text) for reply in comment.replies.all()] == [(guide.robert, "Jasne.")]


def test_expired_polish_text_takes_its_translations_with_it(article):
    ArticlePage.objects.filter(pk=article().pk).update(expire_at=time.now() - timedelta(minutes=1))
    publish_scheduled()
    assert not ArticlePage.objects.filter(slug="address", live=True).exists()


def test_many_withdrawn_at_once_take_their_translations_with_them(article, enter):
    address = f"/guide-admin/bulk/wagtailcore/page/unpublish/?id={article().pk}&next=/guide-admin/"
    assert enter("robert").post(address).status_code == 302
    assert not ArticlePage.objects.filter(slug="address", live=True).exists()


def test_translations_follow_to_another_shelf_and_never_alone(article, guide):
    shelf = shelf_of("work", "uk")
    with pytest.raises(Refusal) as caught:
        article("uk").move(shelf, pos="last-child")
    assert caught.value.code == "shelf-of-source"
    article().move(shelf_of("work", "pl"), pos="last-child")
    pages = ArticlePage.objects.filter(slug="address").select_related("locale").order_by("pk")
    assert {(page.get_parent().specific.topic, page.get_parent().locale_id == page.locale_id) for page in pages} == {("work", True)}
    assert len(pages) == 4


def test_deleted_polish_text_leaves_no_orphan(article):
    Page.objects.get(pk=article().pk).delete()
    assert not ArticlePage.objects.filter(slug="address").exists()
    assert Page.find_problems() == ([], [], [], [], [])


def test_copy_is_neither_alias_nor_a_translation_of_nothing(article, enter):
    before = Page.objects.count()
    sent = {"new_title": "K", "new_slug": "k", "new_parent_page": article().get_parent().pk}
    enter("natalia").post(f"/guide-admin/pages/{article().pk}/copy/", sent | {"alias": "on"})
    enter("daria").post(f"/guide-admin/pages/{article('uk').pk}/copy/", sent | {"new_parent_page": article("uk").get_parent().pk})
    assert Page.objects.count() == before


def test_page_that_is_no_longer_sound_is_a_sentence_for_the_reviewer(article, enter, guide):
    read_english(guide)
    enter("natalia").post(edit(article()), form(article(), summary="Może {fact:rumour}", action="submit"))
    Fact.objects.get(key="rumour").delete()
    browser, state = enter("robert"), TaskState.objects.get(status="in_progress")
    answer = browser.post(f"/guide-admin/pages/workflow/action/{article().pk}/approve/{state.pk}/", {"comment": "ok"}, follow=True)
    assert "There is no fact with this key: rumour." in said(answer)
    assert article().summary == "Opłata {fact:fee}."
