import gzip
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from mosty.directory.models import Phone
from mosty.portal import cache
from mosty.portal.cache import MEMORY, PublicPageCache, fresh_until, keep_out, public_page
from tests.appointments.sittings import sit
from tests.cast import sign_in

PAGES = ["/pl/", "/pl/centres/", "/pl/centres/poznan/", "/pl/services/", "/pl/services/lawyer/", "/pl/emergency/", "/pl/privacy/"]


@pytest.mark.parametrize("path", [*PAGES, "/pl/book/", "/pl/book/times/?service=lawyer"])
def test_second_reader_costs_no_query(morning, client, path, django_assert_num_queries):
    first = client.get(path)
    assert first["Cache-Control"].startswith("public, max-age=")
    with django_assert_num_queries(0):
        second = client.get(path)
    assert second.content == first.content
    assert not second.cookies
    assert b"csrfmiddlewaretoken" not in second.content
    assert {name: second[name] for name in ("Content-Type", "Content-Language", "X-Frame-Options", "Content-Security-Policy")} == {
        name: first[name] for name in ("Content-Type", "Content-Language", "X-Frame-Options", "Content-Security-Policy")
    }


def test_languages_do_not_mix(morning, client):
    assert client.get("/pl/")["Content-Language"] == "pl"
    assert client.get("/uk/")["Content-Language"] == "uk"
    assert client.get("/pl/")["Content-Language"] == "pl"


def test_page_is_made_anew_after_its_time(morning, client, clock):
    before = client.get("/pl/centres/poznan/").content
    Phone.objects.filter(centre=morning.poznan).update(number="61 111 22 33")
    clock.go(seconds=29)
    assert client.get("/pl/centres/poznan/").content == before
    clock.go(seconds=2)
    assert b"61 111 22 33" in client.get("/pl/centres/poznan/").content


def test_page_is_made_anew_when_the_door_opens(morning, client, clock):
    clock.set(clock().replace(hour=6, minute=59, second=50))  # 7:59:50 in Warsaw
    assert "opens today at 8:00" in client.get("/en/centres/poznan/").content.decode()
    assert client.get("/en/centres/poznan/")["Cache-Control"] == "public, max-age=10"
    clock.go(seconds=11)
    assert "open until 16:00" in client.get("/en/centres/poznan/").content.decode()


def test_free_times_are_never_older_than_three_seconds(morning, client, clock):
    client.get("/pl/book/times/?service=lawyer")
    sit(morning, clock() + timedelta(days=8), provider=morning.oksana_duty)
    clock.go(seconds=4)
    assert b"day=2026-12-04" in client.get("/pl/book/times/?service=lawyer").content


def test_session_goes_past_the_cache(morning, client):
    client.get("/pl/")
    answer = sign_in(morning.zuzanna).get("/pl/")
    assert not answer.get("Cache-Control", "").startswith("public")


def test_htmx_goes_past_the_cache(morning, client):
    whole = client.get("/pl/centres/").content
    part = client.get("/pl/centres/", headers={"HX-Request": "true"}).content
    assert len(part) < len(whole)
    assert client.get("/pl/centres/").content == whole


@pytest.mark.parametrize(
    "query", ["?utm_source=x", "?town=konin&town=poznan", "?town=" + "k" * 600, "?" + "&".join("town=x" for _ in range(30))]
)
def test_what_the_view_does_not_name_is_not_kept(morning, client, query):
    client.get("/pl/centres/" + query)
    assert not MEMORY.pages


def test_order_and_emptiness_of_parameters_do_not_matter(morning, client, django_assert_num_queries):
    client.get("/pl/centres/?language=uk&town=konin")
    with django_assert_num_queries(0):
        client.get("/pl/centres/?town=konin&service=&language=uk")


def test_towns_do_not_mix(morning, client):
    client.get("/pl/", {"town": "konin"})  # sets the cookie, is not kept
    assert not MEMORY.pages
    konin = client.get("/pl/").content
    client.cookies.clear()
    poznan = client.get("/pl/").content
    assert b"centre=konin" in konin
    assert b"centre=poznan" in poznan
    assert len(MEMORY.pages) == 2


def test_packed_and_plain_are_the_same_page(morning, client):
    plain = client.get("/pl/")
    packed = client.get("/pl/", headers={"accept-encoding": "br, gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert int(packed["Content-Length"]) == len(packed.content)
    assert packed["ETag"] != plain["ETag"]
    assert "Accept-Encoding" in plain["Vary"]


def test_known_page_is_not_sent_again(morning, client):
    tag = client.get("/pl/")["ETag"]
    again = client.get("/pl/", headers={"if-none-match": tag})
    assert again.status_code == 304
    assert again.content == b""
    assert again["ETag"] == tag
    assert client.get("/pl/", headers={"if-none-match": '"other"'}).status_code == 200


def test_missing_pages_and_posts_are_not_kept(morning, client):
    client.get("/pl/centres/nowhere/")
    client.post("/pl/centres/")
    assert not MEMORY.pages


def answer_of(view, path="/pl/x/", **headers):
    return PublicPageCache(view)(RequestFactory().get(path, **headers))


def test_answer_for_one_with_a_cookie_or_a_token_is_not_kept(clock):
    def marked(answer, prepare):
        return public_page(seconds=30)(lambda request: prepare(request, answer) or answer)

    def set_cookie(request, answer):
        answer.set_cookie("a", "b")

    def take_token(request, answer):
        request.META["CSRF_COOKIE_NEEDS_UPDATE"] = True

    for prepare in (set_cookie, take_token, lambda request, answer: keep_out(answer) and None):
        assert answer_of(marked(HttpResponse("x"), prepare)).status_code == 200
    past = HttpResponse("x")
    fresh_until(past, clock() - timedelta(seconds=1))
    answer_of(marked(past, lambda request, answer: None))
    assert not MEMORY.pages


def test_memory_forgets_what_was_asked_for_longest_ago(clock, monkeypatch):
    monkeypatch.setattr(cache, "MOST_PAGES", 3)
    view = public_page(seconds=30)(lambda request: HttpResponse(request.path * 100))
    for number in (1, 2, 3, 1, 4):
        answer_of(view, f"/pl/{number}/")
    assert [key[2] for key in MEMORY.pages] == ["/pl/3/", "/pl/1/", "/pl/4/"]
    monkeypatch.setattr(cache, "MOST_BYTES", 700)
    answer_of(view, "/pl/5/")
    assert len(MEMORY.pages) == 1
    assert MEMORY.bytes == sum(page.size for page in MEMORY.pages.values())


def test_hosts_and_schemes_do_not_mix(clock):
    view = public_page(seconds=30)(lambda request: HttpResponse(request.scheme))
    assert answer_of(view).content == b"http"
    assert PublicPageCache(view)(RequestFactory().get("/pl/x/", secure=True)).content == b"https"
