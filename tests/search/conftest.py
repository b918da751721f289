from io import StringIO

import pytest
from django.core.management import call_command

from mosty.search import actions


@pytest.fixture
def whole_guide(db):
    """Every text of the guide's own folder, loaded by the real command and found by the real index."""
    call_command("load_guide", stdout=StringIO())
    actions.renew_all()
