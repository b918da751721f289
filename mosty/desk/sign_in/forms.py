"""allauth's forms without placeholders: a label says it already, and grey words look like something typed."""

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm, ResetPasswordForm, ResetPasswordKeyForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.translation import gettext_lazy as _


def plain(form):
    """A subclass of the form whose fields have no placeholder; codes get the keyboard of digits."""

    class PlainForm(form):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            for name, field in self.fields.items():
                field.widget.attrs.pop("placeholder", None)
                if name == "code":
                    field.widget.attrs["inputmode"] = "numeric"

    PlainForm.__name__ = f"Plain{form.__name__}"
    return PlainForm


SignIn = plain(LoginForm)
Reauthenticate = plain(ReauthenticateForm)
ChangePassword = plain(ChangePasswordForm)
ResetPassword = plain(ResetPasswordForm)
NewPassword = plain(ResetPasswordKeyForm)
GiveCode = plain(AuthenticateForm)
GiveCodeAgain = plain(ReauthenticateByCodeForm)
SetUpApp = plain(ActivateTOTPForm)


class AddKey(AddWebAuthnForm):
    """In our words; a key signs in by itself unless the person says otherwise."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")
        self.fields["passwordless"].label = _("Sign in with this key alone, without a password")
        self.fields["passwordless"].help_text = _("The key then asks for your fingerprint, face or PIN each time.")
        self.fields["passwordless"].initial = True
