"""Who can sign in to the demo, and how."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from mosty.accounts.enums import Role
from mosty.accounts.models import User
from mosty.programme.management.demo.cast import CAST, PASSWORD, SECRET

HEADINGS = ("name", "role", "e-mail", "password", "second factor")


class Command(BaseCommand):
    help = "Print the invented people who can sign in to the demo: role, e-mail, password, second factor."

    @override("en")  # the rest of what `make run` says is English too
    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo is switched off (MOSTY_DEMO), so nobody invented can sign in.")
        loaded = set(User.objects.filter(is_demo=True).values_list("email", flat=True).order_by("email"))
        if not loaded:
            raise CommandError("The demo network is not loaded yet. Run: python manage.py load_demo")
        rows = [HEADINGS] + [
            (
                person.name,
                f"{Role(person.role).label}, {person.centre or 'network'}",
                person.email,
                PASSWORD,
                "code of the app" if person.needs_second_factor else "none",
            )
            for person in CAST
            if person.email in loaded
        ]
        widths = [max(len(str(row[column])) for row in rows) for column in range(len(HEADINGS))]
        for row in rows:
            self.stdout.write("  ".join(str(cell).ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
        self.stdout.write("")
        self.stdout.write(f"Second factor: add this key by hand to any authenticator app (time-based, 6 digits): {SECRET}")
        self.stdout.write("Invented people, known passwords: never switch the demo on beside real data.")
