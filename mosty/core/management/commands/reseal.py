"""Seals everything anew with the newest key."""

from django.core.management.base import BaseCommand, CommandError

from mosty.core.resealing import reseal

SHOWN = 20  # ids of what could not be opened


class Command(BaseCommand):
    help = (
        "Seals numbers, notes, files and all else that is sealed anew with the first of MOSTY_DATA_KEYS. Can be stopped and started again."
    )

    def handle(self, *args, **options):
        tallies = reseal(self._tell)
        unread = sum(len(tally.unread) for tally in tallies)
        if unread:
            raise CommandError(
                f"{unread} could not be opened with any key of MOSTY_DATA_KEYS and stay as they are. Put the key back with which they were "
                "sealed, behind the newest one, and run this again. Take no key away before that."
            )
        self.stdout.write("Everything is sealed with the newest key. The older keys can go, as soon as no older backup is needed.")

    def _tell(self, tally):
        self.stdout.write(f"{tally.name}: {tally.seen} sealed, {tally.renewed} of them anew, {len(tally.unread)} not opened")
        for name in tally.unread[:SHOWN]:
            self.stdout.write(f"  not opened: {name}")
