"""Load the demo network once."""

from __future__ import annotations

from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from mosty.core import time
from mosty.directory.models import Organization
from mosty.programme.management.demo import cast, network, rights, year


class Command(BaseCommand):
    """All or nothing, in one transaction; a second run changes nothing and says so."""

    help = "Load the demo network: the real centres, invented people, a year of contacts. Only where MOSTY_DEMO is on."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--no-guide", dest="guide", action="store_false", help="only the network: without the guide's texts and the search"
        )

    def handle(self, *args: Any, guide: bool = True, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo is switched off. Set MOSTY_DEMO=true to load invented people; never beside real ones.")
        self.began = perf_counter()
        with transaction.atomic():
            if Organization.objects.filter(is_demo=True).exists():
                self.stdout.write("The demo network is loaded already; nothing was changed.")
                return
            if Organization.objects.exists():
                raise CommandError("This database already holds a network. The demo is never loaded beside real data.")
            today, now = time.today(), time.now()
            built = network.load(today)
            self.say(f"{len(built.centres)} centres, {len(built.services)} services, {len(built.providers)} experts and offices")
            staff = cast.load(built)
            self.say(f"{len(staff.users)} staff, {len(cast.CAST)} of them can sign in: python manage.py demo_sign_ins")
            year.load(built, staff, today=today, now=now, say=self.say)
            self.say(rights.load(built, staff, today=today, now=now))
            if guide:
                call_command("load_guide", stdout=self.stdout)
                call_command("index_search", stdout=self.stdout)
        self.say("The demo network is loaded.")

    def say(self, sentence: str) -> None:
        """A line of progress with the seconds since the start."""
        self.stdout.write(f"{perf_counter() - self.began:6.1f} s  {sentence}")
