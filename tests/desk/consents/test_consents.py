"""Screens of notices and consents of a person, and of the officer's forms."""

import pytest
from django.urls import reverse

from mosty.clients.actions import open_client
from mosty.clients.actions.consents import answer, give_notice
from mosty.clients.actions.details import save_details
from mosty.clients.actions.forms import new_version
from mosty.clients.enums.consents import How
from mosty.clients.models import Client, Consent, Form, FormText, LegalBasis, NoticeGiven
from mosty.clients.queries.consents import behind, behind_by_centre
from mosty.core import time
from tests.cast import read_english, sign_in
from tests.clients.forms import published

USUAL = {"method": "paper", "explained": "nobody", "signer": "person", "language": "uk"}


@pytest.fixture
def nino(cast):
    read_english(cast)
    return open_client(centre=cast.poznan, name="Nino", language="uk", by=cast.oksana)


@pytest.fixture
def tab(nino):
    return reverse("desk:consents:file", args=[nino.pk])


def text(answer):
    return " ".join(answer.content.decode().split())


def ask_url(client, form):
    return reverse("desk:consents:ask", args=[client.pk, form.pk])


def test_a_notice_is_read_and_noted_in_two_clicks(cast, nino, tab):
    form = published(cast.rops, cast.piotr, kind="notice", purpose="advice")
    browser = sign_in(cast.zuzanna)
    page = text(browser.get(f"/desk/clients/{nino.pk}/"))
    assert "no information notice yet" in page
    assert ask_url(nino, form) in page
    shown = text(browser.get(ask_url(nino, form)))
    assert all(words in shown for words in ('lang="uk"', "Розпорядник даних", "Administratorem danych", "Обов’язковим є польський текст"))
    assert browser.post(ask_url(nino, form), USUAL | {"method": "handed", "said": "given"}).headers["Location"] == tab
    row = NoticeGiven.objects.get()
    assert (row.form, row.language, row.worker, row.method) == (form, "uk", cast.zuzanna, "handed")
    after = text(browser.get(f"/desk/clients/{nino.pk}/"))
    assert "no information notice yet" not in after
    assert "Informed on" in after
    assert "informed" in text(browser.get(tab))


def test_a_consent_is_given_refused_and_withdrawn(cast, nino, tab):
    form = published(cast.rops, cast.piotr)
    browser = sign_in(cast.oksana)
    assert "not asked" in text(browser.get(tab))
    sent = USUAL | {"recipients": ["Caritas"]}
    assert browser.post(ask_url(nino, form), sent | {"said": "given"}).status_code == 303
    given = Consent.objects.get()
    assert given.recipients == ["Caritas"]
    page = text(browser.get(tab))
    assert "The person agreed." in page
    proof = reverse("desk:consents:show", args=[given.pk])
    assert proof in page
    assert "Згода на передання даних" in text(browser.get(proof))
    assert browser.post(proof, {"do": "withdraw", "how": "phone", "words": "called"}).headers["Location"] == tab
    assert "The person withdrew the consent." in text(browser.get(tab))
    again = text(browser.post(proof, {"do": "withdraw", "how": "phone"}))
    assert "no longer stands" in again
    assert browser.post(ask_url(nino, form), sent | {"said": "refused"}).status_code == 303
    assert "The person did not agree." in text(browser.get(tab))


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"language": "vi"}, "no text in that language"),
        ({"language": "\x00"}, "no text in that language"),
        ({"method": "spoken"}, "who heard the answer"),
        ({"explained": "interpreter", "explained_by": "x" * 900}, "too long"),
        ({"said": "maybe"}, "agrees or not"),
        ({"recipients": ["Somebody else"]}, "Select a valid choice"),
        ({"recipients": []}, "at least one recipient"),
        ({"on": "31.02.2026"}, "do not understand this date"),
        ({"on": "1.1.2020"}, "not in use on that day"),
        ({"witness": "a\x00b"}, "Null characters"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(cast, nino, sent, words):
    form = published(cast.rops, cast.piotr)
    whole = USUAL | {"said": "given", "guardian_ground": "typed by hand", "recipients": ["Caritas"]} | sent
    answer = sign_in(cast.oksana).post(ask_url(nino, form), whole)
    assert answer.status_code == 200
    assert words in text(answer)
    assert "typed by hand" in text(answer)
    assert not Consent.objects.exists()


def test_a_person_answers_on_the_screen_without_the_desk_around_it(cast, nino):
    form = published(cast.rops, cast.piotr, purpose="image")
    browser = sign_in(cast.oksana)
    sent = USUAL | {"explained": "interpreter", "explained_by": "Anna", "explained_in": "uk"}
    page = text(browser.post(ask_url(nino, form), sent | {"hand": "1"}))
    assert not Consent.objects.exists()
    assert all(words in page for words in ("Я погоджуюся", 'value="Anna"', 'name="handed"'))
    assert "shell-nav" not in page
    thanks = text(browser.post(ask_url(nino, form), sent | {"handed": "1", "said": "given"}))
    assert "Дякуємо" in thanks
    row = Consent.objects.get()
    assert (row.method, row.explained_by, row.language) == ("screen", "Anna", "uk")
    refused = text(browser.post(ask_url(nino, form), sent | {"explained_by": "", "hand": "1"}))
    assert "name who explained it" in refused


def test_a_language_without_a_text_is_said_never_replaced(cast, nino):
    form = published(cast.rops, cast.piotr, purpose="image")
    Client.objects.filter(pk=nino.pk).update(language="vi")
    page = text(sign_in(cast.oksana).get(ask_url(nino, form)))
    assert "no text in the person" in page
    assert page.count("<article") == 1


def test_a_minor_needs_a_guardian_from_the_family(cast, nino):
    from mosty.clients.actions.contact import save_relation  # noqa: PLC0415 - only this one has a family

    form = published(cast.rops, cast.piotr, purpose="image")
    save_details(nino, birth_quality="full", birth_on=time.months_later(time.today(), -12 * 10), by=cast.oksana)
    save_relation(nino, kind="parent", name="Tamar", by=cast.oksana)
    browser = sign_in(cast.oksana)
    page = text(browser.get(ask_url(nino, form)))
    assert '<option value="Tamar">' in page
    assert "parent or guardian decides" in page
    assert "under 18" in text(browser.post(ask_url(nino, form), USUAL | {"said": "given"}))
    assert browser.post(ask_url(nino, form), USUAL | {"said": "given", "signer": "parent", "guardian_name": "Tamar"}).status_code == 303
    assert Consent.objects.get().guardian_name == "Tamar"


def test_a_mistake_is_taken_back_and_stays_in_the_history(cast, nino, tab):
    form = published(cast.rops, cast.piotr, purpose="image")
    browser = sign_in(cast.oksana)
    browser.post(ask_url(nino, form), USUAL | {"said": "given"})
    proof = reverse("desk:consents:show", args=[Consent.objects.get().pk])
    assert "what was wrong" in text(browser.post(proof, {"do": "mistake", "mistake-words": ""}))
    assert browser.post(proof, {"do": "mistake", "mistake-words": "another person"}).status_code == 303
    page = text(browser.get(tab))
    assert "not asked" in page
    assert "written down by mistake" in page


def test_who_had_an_earlier_version_is_listed_where_one_may_open_the_file(cast, nino, clock):
    first = published(cast.rops, cast.piotr, kind="notice", purpose="advice")
    for client, by in ((nino, cast.oksana), (open_client(centre=cast.konin, name="Ewa's", by=cast.ewa), cast.ewa)):
        give_notice(client, first, how=How(method="handed"), centre=client.centre, by=by)
    open_client(centre=cast.poznan, name="Never told", by=cast.oksana)
    second = published(cast.rops, cast.piotr, kind="notice", purpose="advice", asks_again=True)
    assert dict(behind_by_centre(second)) == {cast.poznan.name: 1, cast.konin.name: 1}
    browser = sign_in(cast.zuzanna)
    page = text(browser.get("/desk/consents/again/"))
    assert "Nino" in page
    assert "Never told" not in page
    assert "Ewa&#x27;s" not in page
    clock.go(hours=1)
    give_notice(nino, second, how=How(method="handed"), centre=nino.centre, by=cast.oksana)
    assert "Nino" not in text(browser.get("/desk/consents/again/"))
    assert not behind(Client.objects.filter(centre=cast.poznan), second).exists()


def test_the_tab_asks_a_constant_number_of_questions(cast, nino, tab, django_assert_max_num_queries):
    form = published(cast.rops, cast.piotr)
    browser = sign_in(cast.oksana)

    def count():
        with django_assert_max_num_queries(60) as caught:
            browser.get(tab)
        return len(caught)

    answer(nino, form, said="given", how=How(), centre=cast.poznan, by=cast.oksana)
    count()
    with_one = count()
    for said in ("refused", "given", "refused"):
        answer(nino, form, said=said, how=How(), centre=cast.poznan, by=cast.oksana)
    assert count() == with_one


# --- the officer --------------------------------------------------------------------------------------------------------


def test_the_officer_writes_publishes_and_follows_a_form(cast):
    read_english(cast)
    browser = sign_in(cast.piotr)
    assert "Begin with our text" in text(browser.get("/desk/consents/forms/"))
    sent = {"organization": str(cast.rops.pk), "what": "consent-image"}
    url = browser.post("/desk/consents/forms/new/", sent).headers["Location"]
    form = Form.objects.get()
    assert "to be checked" in text(browser.get(url))
    assert "mark it as checked" in text(browser.post(f"{url}publish/"))
    page = browser.get(f"{url}text/pl/")
    seen = page.context["form"]["seen"].value()
    written = {"title": "Zgoda", "body": "Tekst", "is_checked": "on", "seen": seen}
    assert browser.post(f"{url}text/pl/", written).status_code == 303
    stale = text(browser.post(f"{url}text/pl/", written | {"body": "Mine"}))
    assert "changed meanwhile" in stale
    assert "Mine" in stale
    assert "Tekst" in stale
    facts = {"do": "facts", "categories": ["image"], "recipients": "A\nB", "valid_months": "x", "asks_again": "on"}
    assert "whole number" in text(browser.post(url, facts))
    assert browser.post(url, facts | {"valid_months": "12"}).status_code == 303
    assert browser.post(url, {"do": "remove", "language": "en"}).status_code == 303
    assert browser.post(f"{url}publish/").status_code == 303
    form.refresh_from_db()
    assert (form.state, form.recipients, form.asks_again) == ("published", ["A", "B"], True)
    assert not FormText.objects.filter(form=form, language="en").exists()
    assert "Tekst" in text(browser.get(f"{url}read/"))
    assert "never changed" in text(browser.post(f"{url}text/pl/", written))
    following = browser.post(url, {"do": "new"}).headers["Location"]
    assert Form.objects.get(state="draft").version == 2
    assert browser.post(following, {"do": "discard"}).status_code == 303
    assert browser.post(url, {"do": "withdraw"}).status_code == 303
    assert not Form.objects.filter(state__in=["published", "draft"]).exists()


def test_the_officer_says_on_which_law_data_are_used(cast):
    read_english(cast)
    browser = sign_in(cast.piotr)
    url = reverse("desk:consents:bases", args=[cast.rops.pk])
    assert "not confirmed yet" in text(browser.get(url))
    sent = {"purpose": "advice", "article": "6-1-e", "special": "", "act": "Act of 2013"}
    assert browser.post(url, sent).status_code == 303
    assert "Act of 2013" in text(browser.get(url))
    assert "name the law" in text(browser.post(url, sent | {"act": ""}))
    assert "since the GDPR applies" in text(browser.post(url, sent | {"act": "x", "valid_from": "1.1.2010"}))
    assert LegalBasis.objects.count() == 1


@pytest.mark.parametrize("who", ["zuzanna", "oksana", "hanna", "adam"])
def test_nobody_else_opens_the_forms(cast, who):
    form = new_version(cast.rops, kind="consent", purpose="image", by=cast.piotr)
    browser = sign_in(cast.people[who])
    for url in ("/desk/consents/forms/", reverse("desk:consents:form", args=[form.pk])):
        assert browser.get(url).status_code == 403
