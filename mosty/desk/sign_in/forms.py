"""allauth's forms without placeholders: a label says it already, and grey words look like something typed."""

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm, ResetPasswordForm, ResetPasswordKeyForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm


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
