"""How a view answers: pages and fragments, what reads and what writes, refusals on forms, pages of a list."""

import pytest
from django import forms
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone
from django_htmx.middleware import HtmxDetails

from mosty.core.errors import Refusal
from mosty.ui.lists import page_of
from mosty.ui.screens import done, reads, refusals_on, screen, writes

PAGE = "ui/bare.html"
PART = "ui/_brand.html"


def ask(method="get", path="/", **headers):
    request = getattr(RequestFactory(), method)(path, headers=headers)
    request.htmx = HtmxDetails(request)
    request._messages = CookieStorage(request)
    return request


def write():
    Session.objects.create(session_key="kit", session_data="", expire_date=timezone.now())


def written():
    return Session.objects.filter(session_key="kit").exists()


@pytest.mark.parametrize(
    ("headers", "is_whole"),
    [({}, True), ({"HX-Request": "true"}, False), ({"HX-Request": "true", "HX-Boosted": "true"}, True),
     ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, True)],
)  # fmt: skip
def test_screen_gives_the_fragment_to_htmx_only(headers, is_whole):
    answer = screen(ask(**headers), PAGE, {}, part=PART)
    assert ("<html" in answer.content.decode()) == is_whole
    assert "HX-Request" in answer.headers["Vary"]


def test_screen_without_a_part_is_the_page_for_everybody():
    answer = screen(ask(**{"HX-Request": "true"}), PAGE, {}, status=404)
    assert "<html" in answer.content.decode()
    assert answer.status_code == 404


def test_done_says_so_and_leads_on():
    request = ask("post")
    answer = done(request, "Saved.", to="/next/")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/next/")
    assert [str(message) for message in get_messages(request)] == ["Saved."]


@pytest.mark.parametrize("decorator", [reads, writes])
def test_get_may_read_and_may_not_write(decorator):
    @decorator
    def view(request, *, wants_to_write):
        if wants_to_write:
            write()
        return HttpResponse(str(get_user_model().objects.count()))

    assert view(ask(), wants_to_write=False).status_code == 200
    with pytest.raises(RuntimeError, match="GET that writes"), transaction.atomic():
        view(ask(), wants_to_write=True)
    assert not written()


def test_reads_answers_405_to_everything_but_get_and_head():
    view = reads(lambda request: HttpResponse("ok"))
    assert [view(ask(method)).status_code for method in ("get", "head", "post", "put", "delete")] == [200, 200, 405, 405, 405]


def test_writes_answers_405_to_what_a_form_does_not_send():
    view = writes(lambda request: HttpResponse("ok"))
    assert [view(ask(method)).status_code for method in ("get", "head", "post", "put", "delete")] == [200, 200, 200, 405, 405]


def test_writes_lets_a_post_write():
    @writes
    def view(request):
        write()
        return HttpResponse("ok")

    view(ask("post"))
    assert written()


def test_writes_undoes_everything_when_the_view_breaks():
    @writes
    def view(request):
        write()
        raise KeyError("broken")

    with pytest.raises(KeyError):
        view(ask("post"))
    assert not written()


class NameForm(forms.Form):
    name = forms.CharField()


@pytest.mark.parametrize(("field", "place"), [("name", "name"), (None, "__all__"), ("unknown", "__all__")])
def test_refusal_becomes_an_error_of_the_form_and_undoes_what_was_done(field, place):
    form = NameForm({"name": "Daryna"})
    assert form.is_valid()
    with refusals_on(form):
        write()
        raise Refusal("no-name", field=field)
    assert list(form.errors) == [place]
    assert not written()


def test_other_errors_are_not_swallowed():
    with pytest.raises(KeyError), refusals_on(NameForm({})):
        raise KeyError("broken")


@pytest.mark.parametrize(
    ("asked", "number"),
    [("1", 1), ("3", 3), ("0", 1), ("-4", 3), ("999999999999", 3), ("abc", 1), ("", 1), ("1.5", 1), ("٣", 3), ("²", 1)],
)
def test_any_page_number_leads_to_a_page(asked, number):
    page = page_of(ask(path=f"/?page={asked}"), list(range(25)), per=10)
    assert 1 <= page.number <= 3
    if asked.lstrip("-").isdecimal():
        assert page.number in {number, 1, 3}


def test_links_of_a_page_keep_the_other_choices():
    page = page_of(ask(path="/?q=karta+pobytu&kind=a&kind=b&page=2"), list(range(25)), per=10)
    assert page.next_url == "?q=karta+pobytu&kind=a&kind=b&page=3"
    assert page.previous_url == "?q=karta+pobytu&kind=a&kind=b&page=1"
    assert [number for number, _ in page.links] == [1, 2, 3]


def test_an_empty_list_is_one_page():
    page = page_of(ask(), [], per=10)
    assert (page.number, page.paginator.num_pages, page.next_url, page.previous_url) == (1, 1, "", "")
