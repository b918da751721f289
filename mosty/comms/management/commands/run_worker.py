"""The worker: sends what is in the outbox and does the housekeeping. One process is enough, several do no harm."""

import logging
import signal
import time
from threading import Event

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections, connection

from mosty.comms.actions import send_due
from mosty.core import chores

logger = logging.getLogger("mosty.worker")
ROUND = 20  # messages between two looks at the clock and at the wish to stop
AFTER_TROUBLE = 10  # seconds


class Command(BaseCommand):
    requires_system_checks = []  # it serves no pages: it need not load them
    help = "Send messages that are due and do the housekeeping, until SIGTERM or Ctrl-C."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="one round, then stop (for cron and tests)")
        parser.add_argument("--pause", type=float, default=3.0, help="seconds between two rounds when there is nothing to do")

    def handle(self, *args, once, pause, **options):
        wish = Event()
        if not once:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: wish.set())
            logger.info("worker ready: %d chores", len(chores.REGISTER))
        clock = chores.Clock()
        while not wish.is_set():
            busy = one_round(clock)
            if once:
                return
            if busy is None:
                wish.wait(AFTER_TROUBLE)
            elif not busy:
                wish.wait(pause)
        logger.info("worker stopped")


def one_round(clock):
    """True if there may be more to do at once, False if not, None if the database did not answer."""
    close_old_connections()
    try:
        counts = send_due(ROUND)
        chores_done = clock.run_due(time.monotonic())
    except DatabaseError as fault:
        logger.error("the database does not answer: %s", type(fault).__name__)
        connection.close()
        return None
    if counts:
        logger.info("sent %d, to retry %d, failed %d, too late %d", counts.sent, counts.retrying, counts.failed, counts.dropped)
    return bool(counts.sent or chores_done)
