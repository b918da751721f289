"""Files of people, their folder, and a scanner."""

import pytest

from mosty.clients.actions import open_client
from mosty.core import scanning
from mosty.directory.models import Membership
from tests.casework.documents.filing import VIRUS


@pytest.fixture
def olena(cast):
    return open_client(centre=cast.poznan, name="Olena", by=cast.oksana)


@pytest.fixture
def psychologist(cast):
    """Marta is one: an adviser with a profession."""
    Membership.objects.filter(user=cast.marta).update(profession="psychologist")
    return cast.marta


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """Where sealed files lie."""
    settings.SEALED_DIR = tmp_path
    return tmp_path


@pytest.fixture
def scanner(settings, monkeypatch):
    """A scanner that is there, and that a test can take away: `answers`."""
    settings.SCAN = "/scanner"

    class Scanner:
        answers = True

        def look(self, data):
            if not self.answers:
                raise scanning.ScanFailed
            return VIRUS not in data

    one = Scanner()
    monkeypatch.setattr(scanning, "is_clean", one.look)
    return one
