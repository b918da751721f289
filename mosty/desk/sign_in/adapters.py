"""What of allauth is different here: accounts are given, keys are encrypted, sentences are clear."""

import base64
import hashlib
import hmac
import secrets
import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib.auth import authenticate
from django.utils.translation import gettext_lazy as _

JUST_NOW = 5 * 60  # seconds since signing in, in which nobody is asked to prove themselves once more
PREFIX = "f1:"


class StaffAdapter(DefaultAccountAdapter):
    """Accounts are given by an administrator; nobody signs up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("This e-mail address and password do not belong together. Please check both."),
        "too_many_login_attempts": _("Too many attempts. For your safety please wait five minutes, then try again."),
        "rate_limited": _("Too many attempts. Please wait a few minutes, then try again."),
        "incorrect_code": _("This code is not right. Please type the newest one that the app shows."),
    }

    def is_open_for_signup(self, request):
        return False

    def pre_login(self, request, user, **kwargs):
        """Also stops ways that ask no backend, such as a passkey or a new password from a letter."""
        if user.is_demo and not settings.DEMO:
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def reauthenticate(self, user, password):
        """By the user's own address; allauth would look for it in a table of its own."""
        self.pre_authenticate(context.request, email=user.email)
        found = authenticate(context.request, email=user.email, password=password)
        if found is not None and found.pk == user.pk:
            self._rollback_login_failed_rl_usage()
            return True
        return False

    def is_reauthentication_required(self, *, app, **kwargs):
        """Not in the first minutes after signing in."""
        if not super().is_reauthentication_required(app=app, **kwargs):
            return False
        records = get_authentication_records(context.request, context.request.user)
        return not any(time.time() - record["at"] < JUST_NOW for record in records if record["method"] != "demo")


class StaffMFAAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps and recovery codes lie encrypted in the database (key: MOSTY_HASH_KEY)."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": StaffAdapter.error_messages["incorrect_code"]}

    def encrypt(self, text):
        return PREFIX + _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        if not encrypted_text.startswith(PREFIX):
            return encrypted_text
        try:
            return _box().decrypt(encrypted_text.removeprefix(PREFIX).encode()).decode()
        except InvalidToken:
            # written with another key: no code may fit, least of all one that can be computed from an empty secret
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def get_public_key_credential_rp_entity(self):
        return super().get_public_key_credential_rp_entity() | {"name": "Mosty"}

    def generate_authenticator_name(self, user, type):
        return _("Key of %(name)s") % {"name": user.name}


def _box():
    key = hmac.new(settings.HASH_KEY.encode(), b"mosty.second-factor", hashlib.sha256).digest()
    return Fernet(base64.urlsafe_b64encode(key))
