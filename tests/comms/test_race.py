"""Several workers at once: each message goes out once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Lock

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connections

from mosty.comms.actions import send_due
from mosty.comms.enums import MessageState
from mosty.comms.models import Message
from tests.comms.fakes import make_message

SENT: list[str] = []
GATE = Lock()


class Counting(BaseEmailBackend):
    def send_messages(self, email_messages):
        with GATE:
            SENT.extend(letter.extra_headers["Message-ID"] for letter in email_messages)
        return len(email_messages)


@pytest.mark.race
@pytest.mark.parametrize("workers", [2, 4])
def test_racing_workers_send_each_message_once(cast, settings, workers):
    settings.EMAIL_BACKEND = "tests.comms.test_race.Counting"
    SENT.clear()
    messages = [make_message(cast, address=f"person{number}@example.org") for number in range(24)]
    start = Barrier(workers)

    def work(_):
        try:
            start.wait(10)
            return send_due().sent
        finally:
            connections.close_all()

    with ThreadPoolExecutor(workers) as pool:
        counts = list(pool.map(work, range(workers)))
    assert sum(counts) == len(SENT) == len(set(SENT)) == len(messages)
    assert set(Message.objects.order_by("pk").values_list("state", "attempts")) == {(MessageState.SENT, 1)}
