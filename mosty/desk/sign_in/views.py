"""What allauth does not have: the demo people, the language before signing in."""

from collections import Counter
from urllib.parse import urlsplit

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import LoginView
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from mosty.accounts.actions import choose_language
from mosty.accounts.enums import GUIDE_RIGHTS, Right
from mosty.desk.sign_in.middleware import EDITOR, LANGUAGE_COOKIE, STAFF
from mosty.directory import access
from mosty.ui.screens import reads, screen, writes

BACKEND = "mosty.desk.sign_in.backends.StaffBackend"
YEAR = 365 * 24 * 60 * 60  # seconds


class SignIn(LoginView):
    """allauth's page, which also says why the last session ended and, in the demo, offers its people."""

    def get_context_data(self, **kwargs):
        people = access.demo_people() if settings.DEMO else []
        places = Counter(one.centre_id for one in people if one.centre_id)
        fullest = places.most_common(1)[0][0] if places else None
        more = {
            "has_idled": self.request.GET.get("ended") == "idle",
            "have_rights_changed": self.request.GET.get("ended") == "rights",
            "idle_minutes": settings.DESK_IDLE_MINUTES,
            "demo_people": [one for one in people if one.centre_id in (fullest, None)],
            "demo_others": [one for one in people if one.centre_id not in (fullest, None)],
        }
        return super().get_context_data(**kwargs) | more


sign_in = SignIn.as_view()


@login_required
@reauthentication_required(app="allauth.mfa")
@reads
def recovery_codes(request):
    """The codes that are left, to print. allauth's own page would write down on GET that it was seen."""
    authenticator = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.RECOVERY_CODES).order_by("pk").first()
    if authenticator is None:
        raise Http404
    return screen(request, "mfa/recovery_codes/index.html", {"codes": authenticator.wrap().get_unused_codes()})


@reads
def home(request):
    """Where the person's work is: the desk, or the numbers, or data protection, or the log of looks, or the guide's editor."""
    if not request.user.is_authenticated:
        return HttpResponseRedirect(reverse("account_login"))
    rights = access.rights(request.user)
    if Right.APPOINTMENT_READ in rights or Right.APPOINTMENT_READ_OWN in rights:
        return HttpResponseRedirect("/desk/")
    if Right.NUMBERS_READ in rights:
        return HttpResponseRedirect("/network/")
    if Right.RIGHTS_MANAGE in rights:
        return HttpResponseRedirect(reverse("desk:rights:start"))
    if Right.LOOKS_READ in rights:
        return HttpResponseRedirect(reverse("desk:looks:list"))
    if rights & GUIDE_RIGHTS:
        return HttpResponseRedirect(EDITOR)
    return HttpResponseRedirect("/desk/")


@writes
def demo(request, pk):
    """Sign in as an invented person, second factor and all. Does not exist outside the demo."""
    if not settings.DEMO:
        raise Http404
    person = next((membership.user for membership in access.demo_people() if membership.user_id == pk), None)
    if person is None:
        raise Http404
    if request.method != "POST":
        return HttpResponseRedirect(reverse("account_login"))
    login(request, person, backend=BACKEND)
    record_authentication(request, person, method="demo")
    return HttpResponseRedirect(inside(request, request.POST.get("next", ""), default=reverse("sign_in:home")), status=303)


@writes
def language(request):
    """Remember the language: on the person when signed in, else in this browser."""
    chosen = request.POST.get("language", "")
    came_from = urlsplit(request.headers.get("Referer", ""))._replace(scheme="", netloc="").geturl()
    default = came_from if came_from.startswith(STAFF) else reverse("account_login")
    here = HttpResponseRedirect(inside(request, request.POST.get("next", ""), default=default), status=303)
    if request.method == "POST" and chosen in settings.STAFF_LANGUAGES:
        if request.user.is_authenticated:
            choose_language(request.user, language=chosen, by=request.user)
        here.set_cookie(LANGUAGE_COOKIE, chosen, max_age=YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax")
    return here


def closed(request, rest=""):
    """A page of allauth that this house does not offer."""
    raise Http404


def inside(request, address, *, default):
    """The address, if it leads to this site; else the default."""
    is_safe = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return address if address.startswith("/") and is_safe else default
