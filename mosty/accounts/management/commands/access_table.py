"""Writes docs/access.md: which role holds which right, and which page opens for whom."""

from importlib import import_module
from importlib.util import find_spec

from django.core.management.base import BaseCommand
from django.utils.translation import override

from mosty.accounts.enums import PERSONAL_RIGHTS, ROLE_RIGHTS, Right, Role

MATRIX = "tests.desk.access_matrix"  # there in a checkout, not in an installation
PAGES_OF = "tests.desk.access_pages"
HEAD = """# Who may do what

Written by `manage.py access_table`; change `mosty/accounts/enums.py`, not this file.

A membership gives a person a role at one centre, or at all centres of an organisation, from a day to a day. A right that is missing
at one's own place answers 403; whatever belongs to another organisation or centre does not exist (404); who is not signed in
comes to the sign-in page. Who holds a right marked with ◆ anywhere signs in with a second factor."""

PAGES = """## Pages

From `tests/desk/access_matrix.py`, which the crawler of the tests holds against every address as every role. Each role asks for what
belongs to its own place; ✓ is a page, a step on to another page or, for a button, the deed. What belongs to another centre or
organisation answers 404 to all; – is for superusers only. The stranger manages a centre of another organisation; “nowhere” signs in
and works nowhere."""


class Command(BaseCommand):
    help = "Print docs/access.md: roles and rights, pages and who may open them."

    def handle(self, *args, **options):
        with override("en"):
            self.stdout.write("\n".join([HEAD, "", *rights(), *pages()]))


def rights():
    """A table: one line a right, one column a role."""
    yield "| right | " + " | ".join(str(role.label) for role in Role) + " |"
    yield "|---|" + ":-:|" * len(Role)
    for right in Right:
        marks = ["✓" if right in ROLE_RIGHTS[role] else "" for role in Role]
        yield f"| `{right}`{' ◆' if right in PERSONAL_RIGHTS else ''} | " + " | ".join(marks) + " |"


def pages():
    """A table of the access matrix of the tests (URL name → who may), if it is there."""
    try:
        found = find_spec(MATRIX)
    except ModuleNotFoundError:
        found = None
    if not found:
        return
    module = import_module(MATRIX)
    matrix = module.MATRIX
    yield ""
    yield PAGES
    yield ""
    roles = import_module(f"{MATRIX.rpartition('.')[0]}.access_pages").ROLES
    yield "| page | " + " | ".join(roles) + " |"
    yield "|---|" + ":-:|" * len(roles)
    for name, page in sorted(matrix.items()):
        yield f"| `{name}` | " + " | ".join(page.cells()) + " |"
