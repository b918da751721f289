"""The doors of desk, network and account. Everything else (the portal) is open and untouched."""

import time
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.core import signing
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from django_htmx.http import HttpResponseClientRedirect

from mosty.core import scope
from mosty.desk.sign_in import factor
from mosty.directory import access
from mosty.guide import access as guide_access

INSIDE = ("/desk/", "/network/")
ADMIN = "/admin/"  # Django's own, for the technical administrator
EDITOR = "/guide-admin/"  # Wagtail's, for those who write the guide
STAFF = (*INSIDE, ADMIN, EDITOR, "/account/")

# What a person who still owes the second factor may open.
ALWAYS_OPEN = {"sign_in:login", "account_logout", "account_reauthenticate", "account_inactive", "sign_in:demo", "sign_in:language"}
SET_UP = {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "sign_in:recovery_codes",
    "account_change_password",
}
VERIFY = {"mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_authenticate"}

LANGUAGE_COOKIE = "desk_language"
SEEN_COOKIE = "desk_seen"
RENEW_AFTER = 30  # seconds: not a new cookie with every answer


class OwnOrganisations:
    """Under the doors of the staff the database shows rows of the organisations at which the person works today (`core.walls`).

    Everything else is a visitor's, also for somebody who has signed in: a booking knows no organisation. A technical administrator works
    nowhere and sees nobody's rows. Stands right behind Django's own middleware that knows the user: before, nobody asks for people.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        is_staff = request.path.startswith((*INSIDE, ADMIN, EDITOR)) and request.user.is_authenticated
        mine = access.memberships(request.user) if is_staff else []
        scope.decide(scope.organisations(row.organization_id for row in mine) if is_staff else scope.VISITORS)
        return self.get_response(request)


class StaffLanguage:
    """Polish, English or Ukrainian: the user's own, else the one chosen on the sign-in page, else the browser's."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith(STAFF):
            return self.get_response(request)
        language = staff_language(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
            if hasattr(response, "render") and not response.is_rendered:
                response = response.render()
        response.headers.setdefault("Content-Language", language)
        return response


def staff_language(request):
    """One of settings.STAFF_LANGUAGES."""
    if request.user.is_authenticated:
        return request.user.staff_language
    chosen = request.COOKIES.get(LANGUAGE_COOKIE)
    if chosen in settings.STAFF_LANGUAGES:
        return chosen
    wishes = parse_accept_lang_header(request.headers.get("Accept-Language", "").lower())
    for wish, _weight in wishes:
        if wish.split("-")[0] in settings.STAFF_LANGUAGES:
            return wish.split("-")[0]
    return settings.LANGUAGE_CODE


class IdleLimit:
    """A session ends after settings.DESK_IDLE_MINUTES without a request.

    The last moment is kept in a signed cookie that belongs to the session, so no page writes to the database for it. A session
    without that cookie counts from its sign-in. Requests with the header `X-Background` (polling) do not prolong it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith(STAFF) or not request.user.is_authenticated:
            return self.get_response(request)
        now = time.time()
        seen_at = self.seen_at(request)
        if now - max(seen_at, factor.signed_in_at(request)) > settings.DESK_IDLE_MINUTES * 60:
            logout(request)
            response = go(request, reverse("account_login") + "?" + urlencode({"ended": "idle", **next_page(request)}))
            response.delete_cookie(SEEN_COOKIE)
            return response
        response = self.get_response(request)
        # after a sign-in, sign-out or new password the session has another key; its cookie comes with the next page
        if request.user.is_authenticated and now - seen_at > RENEW_AFTER and "X-Background" not in request.headers:
            response.set_cookie(
                SEEN_COOKIE,
                signer().sign_object([request.session.session_key, int(now)]),
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response

    def seen_at(self, request):
        try:
            key, moment = signer().unsign_object(request.COOKIES.get(SEEN_COOKIE, ""))
        except (signing.BadSignature, ValueError, TypeError):
            return 0
        return moment if key == request.session.session_key else 0


def signer():
    return signing.Signer(salt="mosty.desk-seen")


class DeskLogin:
    """Everything under /desk/ and /network/ wants a person who works somewhere today; no other page asks who you are.

    /admin/ and /guide-admin/ are entered by the same door; their own forms, which know no second factor, are never shown.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith((*INSIDE, ADMIN, EDITOR)):
            return self.get_response(request)
        if not request.user.is_authenticated:
            return go(request, reverse("account_login") + "?" + urlencode(next_page(request)))
        if request.path.startswith(ADMIN):
            return self.get_response(request) if request.user.is_staff else HttpResponseRedirect(reverse("sign_in:home"))
        if request.path.startswith(EDITOR):
            return self.editor(request)
        if not access.memberships(request.user):
            response = render(request, "desk/sign_in/nowhere.html", status=403)
        else:
            response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)  # the back button after signing out shows nothing
        return response

    def editor(self, request):
        """Whoever has a role of the guide today, and whose groups say the same; rights that changed meanwhile want a new sign-in."""
        if not guide_access.is_editor(request.user):
            return HttpResponseRedirect(reverse("sign_in:home"))
        if not guide_access.groups_fit(request.user):
            logout(request)
            return go(request, reverse("account_login") + "?" + urlencode({"ended": "rights", **next_page(request)}))
        return self.get_response(request)


class SecondFactor:
    """Who sees personal data anywhere, edits the guide or is the administrator opens nothing before the second factor is set up, shown."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if (
            not request.path.startswith(STAFF)
            or not request.user.is_authenticated
            or factor.has_passed(request)
            or not (request.user.is_staff or request.path.startswith(EDITOR) or access.sees_personal_data(request.user))
        ):
            return self.get_response(request)
        is_set_up = factor.has_set_up(request.user)
        if url_name(request) in ALWAYS_OPEN | (VERIFY if is_set_up else SET_UP):
            return self.get_response(request)
        if is_set_up:
            return go(request, reverse("mfa_reauthenticate") + "?" + urlencode(next_page(request)))
        return go(request, reverse("mfa_index"))


def url_name(request):
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""


def next_page(request):
    """Where to go on after signing in: the page that was asked for, never the target of a form or a fragment."""
    if request.htmx:
        page = request.htmx.current_url_abs_path
    else:
        page = request.get_full_path() if request.method == "GET" else ""
    return {"next": page} if page and page.startswith((*INSIDE, ADMIN, EDITOR)) else {}


def go(request, address):
    """Lead the whole page there, also when only a fragment was asked for."""
    return HttpResponseClientRedirect(address) if request.htmx else HttpResponseRedirect(address)
