"""The whole way in, over plain HTTP."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.test import Client

from config.settings import base
from mosty.accounts.models import User
from mosty.desk.sign_in.adapters import StaffMFAAdapter
from tests.cast import PASSWORD, employ, make_user, sign_in

pytestmark = pytest.mark.urls("tests.desk.sign_in.urls")
LOGIN = "/account/login/"


def digits(secret):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def give_password(browser, email="zuzanna@mosty.example", password=PASSWORD, **more):
    return browser.post(LOGIN, {"login": email, "password": password} | more)


def test_password_and_code_open_the_desk(client, cast):
    answer = give_password(client, next="/desk/page/")
    assert answer.url == "/account/2fa/authenticate/"
    assert "_auth_user_id" not in client.session
    page = client.get(answer.url)
    assert page.status_code == 200
    answer = client.post(answer.url, {"code": digits("JBSWY3DPEHPK3PXP")})
    assert answer.url == "/desk/page/"
    assert client.get("/desk/page/").status_code == 200


def test_address_is_known_in_any_case(client, cast):
    assert give_password(client, email="Zuzanna@MOSTY.example").url == "/account/2fa/authenticate/"


def test_wrong_code_is_said_and_lets_nobody_in(client, cast):
    give_password(client)
    answer = client.post("/account/2fa/authenticate/", {"code": "000000"})
    assert answer.status_code == 200
    assert 'data-state="error"' in answer.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("email", ["zuzanna@mosty.example", "nobody@mosty.example"])
def test_wrong_password_says_the_same_for_known_and_unknown(client, cast, email):
    answer = client.post(LOGIN, {"login": email, "password": "wrong"}, headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    assert "do not belong together" in answer.content.decode()


@pytest.mark.parametrize("sent", [{}, {"login": "x" * 10_000, "password": "\x00"}, {"login": "a@b\u202e.c", "password": "😀"}])
def test_bad_input_gets_a_form_again(client, cast, sent):
    assert client.post(LOGIN, sent).status_code == 200


def test_next_page_elsewhere_is_not_followed(client, cast):
    give_password(client, email="joanna@mosty.example", next="https://elsewhere.example/")
    answer = give_password(Client(), email="joanna@mosty.example", next="https://elsewhere.example/")
    assert answer.url == "/account/home/"


@pytest.mark.parametrize(("who", "place"), [("zuzanna", "/desk/"), ("karolina", "/desk/"), ("joanna", "/network/"), ("nikt", "/desk/")])
def test_home_leads_to_ones_work(cast, who, place):
    assert sign_in(cast.people[who]).get("/account/home/").url == place


def test_home_of_a_stranger_is_the_sign_in_page(client):
    assert client.get("/account/home/").url == LOGIN


def test_setting_up_the_app_opens_the_desk_at_once(client, cast):
    user = make_user("Nowa Osoba", "nowa@mosty.example", second_factor=False)
    employ(user, "reception", cast.rops, cast.poznan)
    assert give_password(client, email=user.email).url == "/account/home/"
    assert client.get("/account/home/").url == "/account/2fa/"
    assert client.get("/account/2fa/").status_code == 200
    page = client.get("/account/2fa/totp/activate/").content.decode()
    secret = re.search(r'id="authenticator_secret" value="(\w+)"', page)[1]
    answer = client.post("/account/2fa/totp/activate/", {"code": digits(secret)})
    assert answer.url == "/account/2fa/recovery-codes/"
    codes = client.get(answer.url)
    assert codes.status_code == 200
    assert client.get("/desk/page/").status_code == 200
    stored = Authenticator.objects.get(user=user, type="totp").data["secret"]
    assert secret not in stored
    assert [letter.to for letter in mail.outbox] == [[user.email]] * len(mail.outbox)


def test_recovery_code_replaces_the_phone_once(client, cast):
    browser = sign_in(cast.zuzanna)
    browser.post("/account/2fa/recovery-codes/generate/")
    page = browser.get("/account/2fa/recovery-codes/").content.decode()
    code = re.search(r"<code>(\d{8})</code>", page)[1]
    give_password(client)
    assert client.post("/account/2fa/authenticate/", {"code": code}).status_code == 302
    other = Client()
    give_password(other)
    assert other.post("/account/2fa/authenticate/", {"code": code}).status_code == 200


def test_secret_written_with_another_key_fits_no_code(settings):
    written = StaffMFAAdapter().encrypt("JBSWY3DPEHPK3PXP")
    assert StaffMFAAdapter().decrypt(written) == "JBSWY3DPEHPK3PXP"
    settings.HASH_KEY = "another key than before"
    first, second = StaffMFAAdapter().decrypt(written), StaffMFAAdapter().decrypt(written)
    assert first
    assert first != second


def test_sign_out_by_button_only(cast):
    browser = sign_in(cast.zuzanna)
    assert browser.get("/account/logout/").status_code == 200
    assert "_auth_user_id" in browser.session
    browser.post("/account/logout/")
    assert "_auth_user_id" not in browser.session


@pytest.mark.parametrize(
    "path",
    [
        "/account/signup/",
        "/account/email/",
        "/account/confirm-email/",
        "/account/confirm-email/abc/",
        "/account/password/set/",
        "/account/login/code/confirm/",
        "/account/2fa/recovery-codes/download/",
    ],
)
def test_what_the_house_does_not_offer_does_not_exist(client, cast, path):
    for browser in (client, sign_in(cast.zuzanna)):
        assert browser.get(path).status_code == 404
        assert browser.post(path, {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}).status_code == 404
    assert not User.objects.filter(email="new@example.org").exists()


@pytest.mark.parametrize(
    "path",
    [
        "/account/2fa/",
        "/account/2fa/totp/deactivate/",
        "/account/2fa/webauthn/",
        "/account/2fa/webauthn/add/",
        "/account/2fa/recovery-codes/",
        "/account/2fa/recovery-codes/generate/",
        "/account/password/change/",
        "/account/logout/",
        "/account/inactive/",
        "/account/password/reset/",
        "/account/password/reset/done/",
        "/account/password/reset/key/done/",
        "/account/password/reset/key/1-abc/",
    ],
)
@pytest.mark.parametrize("language", ["pl", "en", "uk"])
def test_page_of_ones_account_has_our_look(cast, path, language):
    User.objects.filter(pk=cast.zuzanna.pk).update(language=language)
    browser = sign_in(cast.zuzanna)
    browser.post("/account/2fa/recovery-codes/generate/")
    answer = browser.get(path, follow=True)
    assert answer.status_code == 200
    html = answer.content.decode()
    assert 'class="gate"' in html
    assert "<h1>" in html


def test_proof_is_asked_again_some_time_after_signing_in(cast):
    browser = sign_in(cast.zuzanna)
    session = browser.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time() - 600, "type": "totp"}]
    session.save()
    answer = browser.get("/account/2fa/totp/deactivate/")
    assert answer.url.startswith("/account/reauthenticate/")
    assert browser.get(answer.url).status_code == 200
    refused = browser.post(answer.url, {"password": "wrong"})
    assert refused.status_code == 200
    EmailAddress.objects.all().delete()
    answer = browser.post(answer.url, {"password": PASSWORD, "next": "/account/2fa/totp/deactivate/"})
    assert browser.get(answer.url).status_code == 200


def test_forgotten_password_by_letter(client, cast):
    answer = client.post("/account/password/reset/", {"email": "zuzanna@mosty.example"}, headers={"Accept-Language": "uk"})
    assert answer.status_code == 302
    [letter] = mail.outbox
    link = re.search(r"http://testserver(/account/password/reset/key/\S+)", letter.body)[1]
    page = client.get(link, follow=True)
    form = page.redirect_chain[-1][0]
    client.post(form, {"password1": "another-long-word-26", "password2": "another-long-word-26"})
    cast.zuzanna.refresh_from_db()
    assert cast.zuzanna.check_password("another-long-word-26")
    assert give_password(client, password="another-long-word-26").url == "/account/2fa/authenticate/"


def test_forgotten_password_of_nobody_looks_the_same_and_sends_nothing(client, cast):
    answer = client.post("/account/password/reset/", {"email": "nobody@mosty.example"})
    assert answer.status_code == 302
    assert mail.outbox == []


# --- Too many attempts ----------------------------------------------------------------------------------------------


@pytest.fixture
def limits(settings):
    settings.ACCOUNT_RATE_LIMITS = base.ACCOUNT_RATE_LIMITS


def test_wrong_passwords_are_throttled_with_a_clear_sentence(client, cast, limits):
    for _ in range(5):
        assert give_password(client, password="wrong").status_code == 200
    answer = client.post(LOGIN, {"login": "zuzanna@mosty.example", "password": PASSWORD}, headers={"Accept-Language": "en"})
    assert "Too many attempts" in answer.content.decode()
    assert "_auth_user_id" not in client.session
    assert give_password(Client(), email="hanna@mosty.example").status_code == 302, "others are not locked out"


def test_wrong_codes_are_throttled(client, cast, limits):
    give_password(client)
    for _ in range(5):
        client.post("/account/2fa/authenticate/", {"code": "000000"})
    answer = client.post("/account/2fa/authenticate/", {"code": digits("JBSWY3DPEHPK3PXP")})
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


def test_flood_of_requests_gets_a_page_that_says_so(client, cast, limits):
    for number in range(30):
        give_password(client, email=f"nobody{number}@mosty.example", password="wrong")
    answer = client.post(LOGIN, {"login": "a@b.cd", "password": "x"}, headers={"Accept-Language": "en"})
    assert answer.status_code == 429
    assert "Too many attempts" in answer.content.decode()


def test_attempts_are_counted_for_all_processes_together():
    assert base.CACHES["default"]["BACKEND"].endswith("FileBasedCache")
