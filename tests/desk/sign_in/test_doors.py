"""The middleware: who gets in where, how long, in which language. Both directions."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core import signing
from django.test import Client

from mosty.accounts.models import User
from mosty.core import time
from mosty.desk.sign_in.middleware import SEEN_COOKIE, signer
from tests.cast import employ, make_user, sign_in

pytestmark = pytest.mark.urls("tests.desk.sign_in.urls")


def be_idle(browser, minutes):
    """The person has done nothing for so many minutes."""
    moment = time.now() - timedelta(minutes=minutes)
    browser.cookies[SEEN_COOKIE] = signer().sign_object([browser.session.session_key, int(moment.timestamp())])
    session = browser.session
    session["account_authentication_methods"] = [
        record | {"at": moment.timestamp()} for record in session["account_authentication_methods"]
    ]
    session.save()
    User.objects.filter(pk=session["_auth_user_id"]).update(last_login=moment)


@pytest.mark.parametrize("path", ["/desk/", "/desk/page/", "/network/page/", "/desk/nothing-here/", "/network/"])
def test_stranger_is_asked_to_sign_in_and_led_back(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.url) == (302, f"/account/login/?next={path.replace('/', '%2F')}")


def test_stranger_who_posts_is_asked_to_sign_in_without_a_way_back(client):
    assert client.post("/desk/page/").url == "/account/login/?"


def test_fragment_of_a_signed_out_page_leads_the_whole_page_to_sign_in(client):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/desk/page/?q=1"}
    answer = client.get("/desk/page/", headers=headers)
    assert answer.headers["HX-Redirect"] == "/account/login/?next=%2Fdesk%2Fpage%2F%3Fq%3D1"


def test_portal_asks_nobody(client, cast):
    assert client.get("/pl/page/").status_code == 200
    assert sign_in(cast.nikt).get("/pl/page/").status_code == 200
    assert client.get("/account/login/").status_code == 200


def test_portal_touches_neither_session_nor_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/pl/page/")
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_worker_comes_in(cast):
    answer = sign_in(cast.zuzanna).get("/desk/page/")
    assert answer.content.startswith(b"/desk/page/")
    assert "no-store" in answer.headers["Cache-Control"]


def test_person_who_works_nowhere_is_told_kindly(cast):
    answer = sign_in(cast.nikt).get("/desk/page/")
    assert answer.status_code == 403
    assert "Nikt" in answer.content.decode()


def test_membership_that_has_ended_opens_nothing(cast):
    cast.zuzanna.memberships.update(valid_to=time.today() - timedelta(days=1))
    assert sign_in(cast.zuzanna).get("/desk/page/").status_code == 403


# --- The second factor ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "needs"), [("zuzanna", True), ("karolina", True), ("piotr", True), ("joanna", False)])
def test_password_alone_opens_only_what_holds_no_personal_data(cast, who, needs):
    browser = Client()
    browser.force_login(cast.people[who])
    answer = browser.get("/desk/page/")
    if needs:
        assert (answer.status_code, answer.url) == (302, "/account/2fa/reauthenticate/?next=%2Fdesk%2Fpage%2F")
    else:
        assert answer.status_code == 200


@pytest.fixture
def newcomer(cast):
    """Reception, and no second factor yet."""
    user = make_user("Nowa Osoba", "nowa@mosty.example", second_factor=False)
    employ(user, "reception", cast.rops, cast.poznan)
    browser = Client()
    browser.post("/account/login/", {"login": "nowa@mosty.example", "password": "cast-password-2026"})
    return browser


@pytest.mark.parametrize("path", ["/desk/", "/desk/page/", "/network/page/", "/account/home/", "/account/2fa/recovery-codes/generate/"])
def test_without_a_second_factor_everything_leads_to_setting_it_up(newcomer, path):
    answer = newcomer.get(path)
    assert (answer.status_code, answer.url) == (302, "/account/2fa/")


@pytest.mark.parametrize(
    "path", ["/account/2fa/", "/account/2fa/totp/activate/", "/account/2fa/webauthn/add/", "/account/password/change/"]
)
def test_without_a_second_factor_the_set_up_is_open(newcomer, path):
    assert newcomer.get(path).status_code == 200


def test_without_a_second_factor_one_can_sign_out(newcomer):
    newcomer.post("/account/logout/")
    assert "_auth_user_id" not in newcomer.session


@pytest.mark.parametrize(
    "path", ["/account/2fa/totp/deactivate/", "/account/2fa/webauthn/add/", "/account/2fa/", "/account/password/change/"]
)
def test_password_alone_cannot_change_an_existing_second_factor(cast, path):
    browser = Client()
    browser.force_login(cast.zuzanna)
    assert browser.get(path).url.startswith("/account/2fa/reauthenticate/")
    assert browser.post(path).url.startswith("/account/2fa/reauthenticate/")
    assert Authenticator.objects.filter(user=cast.zuzanna).count() == 1


def test_records_of_another_person_do_not_count(cast):
    browser = sign_in(cast.zuzanna)
    session = browser.session
    session["account_authentication_methods_user"] = str(cast.hanna.pk)
    session.save()
    assert browser.get("/desk/page/").status_code == 302


# --- Django's admin enters by the same door --------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/"])
def test_admin_has_no_form_of_its_own(client, cast, path):
    assert client.get(path).url.startswith("/account/login/?next=%2Fadmin%2F")
    answer = client.post("/admin/login/", {"username": "zuzanna@mosty.example", "password": "cast-password-2026"})
    assert answer.url.startswith("/account/login/")
    assert "_auth_user_id" not in client.session
    assert sign_in(cast.hanna).post("/admin/login/", {"username": "x", "password": "y"}).url == "/account/home/"


def test_administrator_without_a_second_factor_sets_it_up_first():
    admin = User.objects.create_superuser("root@mosty.example", "cast-password-2026", name="Root")
    browser = Client()
    browser.force_login(admin)
    assert browser.get("/admin/").url == "/account/2fa/"
    Authenticator.objects.create(user=admin, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    assert browser.get("/admin/").url == "/account/2fa/reauthenticate/?next=%2Fadmin%2F"
    assert sign_in(admin).get("/admin/").status_code == 200


# --- The idle end ---------------------------------------------------------------------------------------------------


def test_idle_session_ends_and_says_so(cast, settings):
    browser = sign_in(cast.zuzanna)
    be_idle(browser, settings.DESK_IDLE_MINUTES + 1)
    answer = browser.get("/desk/page/")
    assert answer.url == "/account/login/?ended=idle&next=%2Fdesk%2Fpage%2F"
    assert "_auth_user_id" not in browser.session
    page = browser.get(answer.url).content.decode()
    assert str(settings.DESK_IDLE_MINUTES) in page


def test_session_in_use_goes_on(cast, settings):
    browser = sign_in(cast.zuzanna)
    be_idle(browser, settings.DESK_IDLE_MINUTES - 1)
    answer = browser.get("/desk/page/")
    assert answer.status_code == 200
    assert SEEN_COOKIE in answer.cookies
    assert answer.cookies[SEEN_COOKIE]["httponly"]


def test_moment_is_not_written_with_every_answer_nor_into_the_database(cast):
    browser = sign_in(cast.zuzanna)
    assert SEEN_COOKIE in browser.get("/desk/page/").cookies
    before = list(Session.objects.order_by("pk").values_list("session_data", "expire_date"))
    assert SEEN_COOKIE not in browser.get("/desk/page/").cookies
    assert list(Session.objects.order_by("pk").values_list("session_data", "expire_date")) == before


def test_polling_does_not_keep_a_session_alive(cast):
    browser = sign_in(cast.zuzanna)
    be_idle(browser, 20)
    assert SEEN_COOKIE not in browser.get("/desk/page/", headers={"X-Background": "1"}).cookies


@pytest.mark.parametrize("forged", ["", "nonsense", "gone"])
def test_session_without_its_moment_counts_from_the_sign_in(cast, settings, forged):
    browser = sign_in(cast.zuzanna)
    be_idle(browser, settings.DESK_IDLE_MINUTES + 1)
    browser.cookies[SEEN_COOKIE] = forged if forged != "gone" else signing.Signer(salt="other").sign_object(["x", 9_999_999_999])
    assert "ended=idle" in browser.get("/desk/page/").url


def test_moment_of_another_session_does_not_count(cast, settings):
    other = sign_in(cast.hanna)
    other.get("/desk/page/")
    browser = sign_in(cast.zuzanna)
    be_idle(browser, settings.DESK_IDLE_MINUTES + 1)
    browser.cookies[SEEN_COOKIE] = other.cookies[SEEN_COOKIE].value
    assert "ended=idle" in browser.get("/desk/page/").url


def test_portal_does_not_end_a_session(cast, settings):
    browser = sign_in(cast.zuzanna)
    be_idle(browser, settings.DESK_IDLE_MINUTES + 1)
    assert browser.get("/pl/page/").status_code == 200
    assert "_auth_user_id" in browser.session


# --- The language ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "language"),
    [("uk,en;q=0.8", "uk"), ("en-GB,en", "en"), ("de,uk;q=0.5", "uk"), ("ar", "pl"), ("", "pl"), ("x" * 600, "pl"), ("pl", "pl")],
)
def test_sign_in_page_follows_the_browser_in_three_languages(client, header, language):
    answer = client.get("/account/login/", headers={"Accept-Language": header})
    assert answer.headers["Content-Language"] == language
    assert f'<html lang="{language}"' in answer.content.decode()


def test_desk_speaks_the_language_of_the_person(cast):
    browser = sign_in(cast.oksana)
    assert browser.get("/desk/page/", headers={"Accept-Language": "en"}).headers["Content-Language"] == "uk"


def test_language_chosen_before_signing_in_is_kept_in_the_browser(client):
    answer = client.post("/account/language/", {"language": "en", "next": "/account/login/?next=/desk/"})
    assert answer.url == "/account/login/?next=/desk/"
    assert client.get("/account/login/").headers["Content-Language"] == "en"


def test_language_of_a_person_is_kept_on_the_person(cast):
    browser = sign_in(cast.zuzanna)
    browser.post("/account/language/", {"language": "uk", "next": "/desk/page/"})
    cast.zuzanna.refresh_from_db()
    assert cast.zuzanna.language == "uk"


@pytest.mark.parametrize(
    "sent", [{}, {"language": "ar"}, {"language": "pl", "next": "https://elsewhere.example/"}, {"next": "//elsewhere.example"}]
)
def test_tampered_language_form_leads_home(client, sent):
    answer = client.post("/account/language/", sent)
    assert (answer.status_code, answer.url) == (303, "/account/login/")


def test_language_chosen_in_the_frame_leads_back_to_the_same_page(cast):
    answer = sign_in(cast.zuzanna).post("/account/language/", {"language": "uk"}, headers={"Referer": "http://testserver/desk/page/?q=1"})
    assert answer.url == "/desk/page/?q=1"
    answer = sign_in(cast.zuzanna).post("/account/language/", {"language": "uk"}, headers={"Referer": "https://elsewhere.example//desk/"})
    assert answer.url == "/account/login/"
