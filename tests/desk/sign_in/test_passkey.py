"""A passkey in a real browser, under our Content-Security-Policy, with Chromium's virtual key."""

import pytest
from allauth.mfa.models import Authenticator

from tests.cast import PASSWORD, employ, make_user

pytestmark = [pytest.mark.e2e, pytest.mark.urls("tests.desk.sign_in.urls")]
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_passkey_is_set_up_and_then_signs_in_alone(cast, page, settings):
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # the live server speaks http
    user = make_user("Nowa Osoba", "nowa@mosty.example", second_factor=False)
    employ(user, "reception", cast.rops, cast.poznan)
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})

    page.goto("/account/login/")
    page.locator("[name=login]").fill(user.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url("**/account/2fa/")
    page.goto("/account/2fa/webauthn/add/")
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/account/2fa/recovery-codes/")
    assert Authenticator.objects.get(user=user, type="webauthn").wrap().is_passwordless
    page.goto("/desk/page/")
    assert page.url.endswith("/desk/page/")

    page.goto("/account/logout/")
    page.locator("main form button").last.click()
    page.goto("/account/login/?next=/desk/page/")
    page.locator("#passkey_login").click()
    page.wait_for_url("**/desk/page/")
