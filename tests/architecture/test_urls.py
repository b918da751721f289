"""Every address is in the access matrix, and says whether it reads or writes."""

from collections.abc import Iterator
from inspect import unwrap
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import get_resolver

from tests.desk.access_matrix import MATRIX
from tests.desk.access_pages import ROLES

DECORATORS = {"reads", "writes", "acts"}


def walk(resolver: Any = None, spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Name with its namespaces, and view, of every address."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if str(pattern.pattern) == "guide-admin/":  # Wagtail's own, one rule for all its names
            yield "guide-admin:*", None
        elif hasattr(pattern, "url_patterns"):
            yield from walk(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces)
        else:
            yield ":".join((*spaces, pattern.name or "")), pattern.callback


NAMED = dict(walk())
OURS = sorted((name, view) for name, view in NAMED.items() if name.startswith(("desk:", "network:", "portal:")))


def decorators(view: Any) -> set[str]:
    """Names of the decorators around a view, as their inner functions tell."""
    found = set()
    while view is not None:
        code = getattr(view, "__code__", None)
        found.add(code.co_qualname.partition(".")[0] if hasattr(code, "co_qualname") else "")
        view = getattr(view, "__wrapped__", None)
    return found


def test_every_address_has_its_line():
    names = {"admin:*" if name.startswith("admin:") else name for name in NAMED}
    assert names - set(MATRIX) == set(), "say in tests/desk/access_matrix.py who may open these"
    assert set(MATRIX) - names == set(), "these addresses are gone"


def test_every_address_has_a_name():
    unnamed = [name for name in NAMED if not name.rpartition(":")[2] and not name.startswith("admin:")]
    assert unnamed == []


@pytest.mark.parametrize(("name", "view"), OURS, ids=[name for name, _view in OURS])
def test_every_view_reads_or_writes(name, view):
    assert decorators(view) & DECORATORS, f"{name}: @reads, @writes or @acts of mosty.ui.screens is missing"
    assert callable(unwrap(view))


@pytest.mark.parametrize(("name", "view"), OURS, ids=[name for name, _view in OURS])
def test_what_only_reads_takes_no_post(name, view):
    page = MATRIX[name]
    assert ("reads" in decorators(view)) == (page.post is None), f"{name}: the matrix and the view disagree on POST"


def test_every_page_of_the_staff_is_closed_to_visitors():
    inside = [name for name in MATRIX if name.startswith(("desk:", "network:"))]
    assert inside
    assert not [name for name in inside if MATRIX[name].is_open]
    for name in inside:
        assert {MATRIX[name].status(role, "poznan") for role in ("visitor", "nowhere")} == {302, 403}


def test_every_role_is_asked():
    assert {role for page in MATRIX.values() for role in (*page.who, *page.but, *page.but_post)} <= set(ROLES)


def test_docs_access_md_is_current():
    out = StringIO()
    call_command("access_table", stdout=out)
    committed = (Path(__file__).parents[2] / "docs/access.md").read_text(encoding="utf-8")
    assert committed == out.getvalue(), "run: python manage.py access_table > docs/access.md"
