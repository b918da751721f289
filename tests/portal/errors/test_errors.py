import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import SuspiciousOperation
from django.test import Client, RequestFactory

from mosty.portal.errors import views
from tests.cast import sign_in
from tests.portal.conftest import words


@pytest.mark.parametrize(("language", "direction"), [("pl", "ltr"), ("uk", "ltr"), ("ar", "rtl")])
def test_missing_page_speaks_the_languages_of_the_address_and_leads_on(client, soup, language, direction):
    response = client.get(f"/{language}/no-such-page/", headers={"accept-language": "es"})
    page = soup(response)
    assert response.status_code == 404
    assert page.html["lang"] == language
    assert page.html["dir"] == direction
    assert page.select_one(f'main a[href="/{language}/centres/"]')
    assert page.select_one('meta[name="robots"]')["content"] == "noindex"
    assert page.select_one('.menu-list a[lang="ka"]')["href"] == "/ka/no-such-page/"


@pytest.mark.parametrize("path", ["/xx/", "/no-such-page", "/deskx/", "/PL/"])
def test_unknown_language_answers_in_the_browsers_and_offers_all(client, soup, path):
    response = client.get(path, headers={"accept-language": "tr-TR"})
    page = soup(response)
    assert response.status_code == 404
    assert page.html["lang"] == "tr"
    assert len(page.select("main .languages a")) == 10
    assert page.select_one('main .languages a[lang="ar"]')["href"] == "/ar/"


def test_missing_page_needs_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/pl/no-such-page/")


@pytest.mark.parametrize("path", ["/pl//evil.example/", "/pl/%22%3E%3Cscript%3E/", "/\x00/", "/pl/" + "a" * 3000])
def test_strange_addresses_do_no_harm(client, soup, path):
    response = client.get(path)
    assert response.status_code == 404
    assert "<script>/" not in response.content.decode()
    assert all(link["href"].startswith("/") and not link["href"].startswith("//") for link in soup(response).select(".menu-list a"))


def test_staff_page_that_is_missing_leads_back_to_the_desk(cast, soup):
    response = sign_in(cast.zuzanna).get("/desk/no-such-page/")
    assert response.status_code == 404
    assert soup(response).select_one("main a.button")["href"] == "/desk/"


@pytest.mark.parametrize("path", ["/desk/no-such-page/", "/network/"])  # not there, not allowed
def test_pages_of_staff_speak_the_persons_language_not_the_browsers(cast, soup, path):
    cast.zuzanna.language = "uk"
    cast.zuzanna.save()
    response = sign_in(cast.zuzanna).get(path, headers={"accept-language": "en"})
    assert response.status_code in (403, 404)
    assert soup(response).html["lang"] == "uk"


@pytest.mark.parametrize("language", ["pl", "uk", "ar"])
def test_broken_needs_neither_database_nor_context(language, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = views.broken(RequestFactory().get(f"/{language}/centres/"))
    assert response.status_code == 500
    assert BeautifulSoup(response.content, "html.parser").html["lang"] == language


def test_failure_of_a_view_is_a_page_without_a_traceback(cast, monkeypatch):
    def fail(*args, **kwargs):
        raise ValueError("secret of the house")

    monkeypatch.setattr("mosty.directory.queries.places.centres", fail)
    response = Client(raise_request_exception=False).get("/uk/centres/")
    assert response.status_code == 500
    assert "secret of the house" not in response.content.decode()
    assert 'lang="uk"' in response.content.decode()


def test_refused_and_damaged_requests_have_pages():
    request = RequestFactory().get("/pl/")
    request.resolver_match = None
    assert views.bad_request(request, SuspiciousOperation()).status_code == 400


def test_foreign_host_gets_400_without_an_echo(client):
    response = client.get("/pl/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "evil" not in response.content.decode()


def test_stale_form_of_staff_says_that_nothing_was_saved(cast):
    browser = Client(enforce_csrf_checks=True)
    response = browser.post("/account/login/", {"login": "x", "password": "y"})
    assert response.status_code == 403
    assert "h1" in response.content.decode()
    assert words(BeautifulSoup(response.content, "html.parser").h1)
