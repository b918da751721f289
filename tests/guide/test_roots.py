"""The roots of Wagtail's trees survive an emptied database."""

import pytest
from django.core.management import call_command
from wagtail.models import Collection, Locale, Page


@pytest.mark.django_db(transaction=True)
def test_a_flushed_database_has_its_roots_again_and_only_once() -> None:
    call_command("flush", verbosity=0, interactive=False)
    call_command("migrate", verbosity=0, interactive=False)
    assert [(page.depth, page.title) for page in Page.objects.order_by("path")] == [(1, "Root")]
    assert Collection.objects.count() == 1
    assert [locale.language_code for locale in Locale.objects.order_by("pk")] == ["pl"]
