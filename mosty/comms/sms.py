"""The way out for SMS. `settings.SMS_ADAPTER` names a function of (number, text) that sends or raises `NotSent`.

Neither numbers nor texts are ever logged.
"""

from __future__ import annotations

import json
import logging
import urllib.error
import urllib.request
from collections.abc import Callable

from django.conf import settings
from django.utils.module_loading import import_string

from mosty.comms.enums import Failure, NotSent

logger = logging.getLogger("mosty.comms.sms")
TIMEOUT = 10  # seconds
WORTH_WAITING = frozenset({401, 403, 408, 425, 429})  # our key, too many at once: may be mended


def send(number: str, text: str) -> None:
    """Send by the adapter of this installation; the demo reaches nobody. Raises `NotSent`."""
    adapter: Callable[[str, str], None] = console if settings.DEMO else import_string(settings.SMS_ADAPTER)
    adapter(number, text)


def console(number: str, text: str) -> None:
    """Sends nothing; says in the log that a message of that length would go out (development, demo)."""
    logger.info("SMS to …%s, %d characters (console: not sent)", number[-2:], len(text))


def http_gateway(number: str, text: str) -> None:
    """POST {"to", "text"} as JSON to `settings.SMS_URL`, with `settings.SMS_TOKEN` as bearer; any 2xx means taken."""
    request = urllib.request.Request(  # noqa: S310 - the address is a setting, read by env.address: http or https only
        settings.SMS_URL,
        data=json.dumps({"to": number, "text": text}).encode(),
        headers={"Content-Type": "application/json", "Authorization": f"Bearer {settings.SMS_TOKEN}"},
        method="POST",
    )
    try:
        with DIRECT.open(request, timeout=TIMEOUT) as answer:
            answer.read(1024)
    except urllib.error.HTTPError as refusal:
        refusal.close()
        is_final = 400 <= refusal.code < 500 and refusal.code not in WORTH_WAITING
        raise NotSent(Failure.REFUSED, is_final=is_final) from None
    except (OSError, ValueError):
        raise NotSent(Failure.UNREACHABLE) from None


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """A number and a text go where the setting says and nowhere else."""

    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


DIRECT = urllib.request.build_opener(NoRedirect)
