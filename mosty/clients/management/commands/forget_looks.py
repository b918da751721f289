"""Delete a month of the log of looks that lies more than two years back."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from mosty.clients.actions.looks import forget_looks
from mosty.core.audit import forget
from mosty.core.errors import Refusal


class Command(BaseCommand):
    help = "Delete a month of the log of looks that lies more than two years back; without a month, say which there are."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("month", nargs="?", help="2024-10")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["month"]:
            oldest = forget.oldest_month()
            self.stdout.write(
                f"oldest month: {f'{oldest:%Y-%m}' if oldest else 'none'}; may be deleted up to {forget.newest_month():%Y-%m}"
            )
            return
        try:
            month = date.fromisoformat(f"{options['month']}-01")
        except ValueError:
            raise CommandError("please give a month like 2024-10") from None
        try:
            count = forget_looks(month)
        except Refusal as refusal:
            raise CommandError(str(refusal.sentence)) from None
        self.stdout.write(f"{count} looks of {month:%Y-%m} deleted")
