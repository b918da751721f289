"""Has this session passed a second factor?"""

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings


def has_passed(request):
    """By a code, a recovery code or a key in this session; a demo person passes by the demo's own button."""
    for record in get_authentication_records(request, request.user):
        if record["method"] == "mfa":
            return True
        if record["method"] == "demo":
            return settings.DEMO and request.user.is_demo
    return False


def has_set_up(user):
    """An authenticator app or a key; recovery codes alone are none."""
    return is_mfa_enabled(user, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])


def signed_in_at(request):
    """When the person last proved who they are in this session, in seconds since 1970; 0 if nobody knows."""
    moments = [record["at"] for record in get_authentication_records(request, request.user)]
    if request.user.last_login is not None:
        moments.append(request.user.last_login.timestamp())
    return max(moments, default=0)


def remember_new_factor(request, user, authenticator, **kwargs):
    """Receiver of allauth's `authenticator_added`: who has just set up a factor has shown it in this session."""
    if authenticator.type in {Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN}:
        record_authentication(request, user, method="mfa", type=authenticator.type, id=authenticator.pk)
