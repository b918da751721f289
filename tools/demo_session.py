"""A signed-in session for an invented person of the demo, for pictures and measuring. Prints the cookie's name and value.

Refuses where MOSTY_DEMO is off: it is no way into a real installation (whoever can run it can read the database anyway).
"""

import sys
import time

import django
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model

from tools.house import stop


def main() -> None:
    django.setup()
    from django.contrib.sessions.backends.db import SessionStore

    if not settings.DEMO:
        stop("Sessions for pictures exist only in the demo (MOSTY_DEMO).")
    user = get_user_model().objects.filter(email=sys.argv[1]).first()
    if user is None:
        stop(f"The demo knows nobody with the address {sys.argv[1]}.")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    # What allauth notes after a sign-in with both factors.
    session["account_authentication_methods"] = [{"method": method, "at": time.time()} for method in ("password", "mfa")]
    session["account_authentication_methods_user"] = str(user.pk)  # allauth believes the records only of this user
    session.save()
    print(settings.SESSION_COOKIE_NAME, session.session_key)


if __name__ == "__main__":
    main()
