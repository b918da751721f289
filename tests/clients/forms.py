"""Notices and consent forms in use, for tests."""

from __future__ import annotations

from typing import Any

from mosty.clients.actions.forms import new_version, publish, save_facts, save_text, version_of
from mosty.clients.models import Form, FormText
from mosty.clients.queries.forms import texts_of
from mosty.core import time


def published(organization: Any, by: Any, *, kind: str = "consent", purpose: str = "transfer", **facts: Any) -> Form:
    """A version in use, of our starter texts with every gap filled; the texts are marked as checked."""
    form = new_version(organization, kind=kind, purpose=purpose, by=by)
    for code, row in texts_of(form).items():
        body = row.body.replace("[…]", "–")
        save_text(form, language=code, title=row.title, body=body, is_checked=True, seen=version_of(row), by=by)
    wanted = {"categories": form.categories, "recipients": form.recipients, "valid_months": form.valid_months, "asks_again": False}
    if kind == "consent" and purpose == "transfer" and not form.recipients:
        wanted["recipients"] = ["PCPR Poznań", "Caritas"]
    save_facts(form, **(wanted | facts), by=by)
    return publish(form, by=by)


def put_down(organization: Any, *, kind: str = "consent", purpose: str = "transfer", state: str = "published") -> Form:
    """The same as rows, for an organisation that has no data protection officer in the cast."""
    form = Form.objects.create(organization=organization, kind=kind, purpose=purpose, version=1, categories=["identity"])
    for language in ("pl", "uk"):
        FormText.objects.create(organization=organization, form=form, language=language, title="T", body="Text")
    if state == "published":
        Form.objects.filter(pk=form.pk).update(state=state, published_at=time.now())
        form.refresh_from_db()
    return form
