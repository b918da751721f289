"""Whose account opens anything at all."""

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings


class StaffBackend(AuthenticationBackend):
    """allauth's backend, but invented people exist only in the demo: elsewhere neither password, passkey nor an old session works."""

    def user_can_authenticate(self, user):
        return super().user_can_authenticate(user) and (settings.DEMO or not user.is_demo)
