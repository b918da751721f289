"""The form of a page as a browser sends it: what the editor shows, with some of it typed over."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield


def body(*blocks: tuple[str, dict[str, Any]]) -> Any:
    """The body of an article: (kind, its fields) each. Texts of rich fields are given as HTML."""
    return streamfield([(kind, {name: _value(name, value) for name, value in fields.items()}) for kind, fields in blocks])


def _value(name: str, value: Any) -> Any:
    return rich_text(value, features=["bold", "link", "ul", "ol"]) if name == "text" else value


def form(page: Any, **changes: Any) -> dict[str, Any]:
    """Everything the form of an article wants; `changes` are fields, and `action` is the button."""
    values: dict[str, Any] = {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "keywords": page.keywords,
        "related": [slug for slug in page.related if slug != page.slug and slug != "gone"],
        "sources": "\n".join(" | ".join(row) for row in page.sources),
        "body": body(("text", {"heading": "Kto", "text": "<p>Tekst</p>"})),
        "checked_on": page.checked_on.isoformat(),
        "review_months": page.review_months,
        "author": page.author,
        "icon": page.icon,
        "number": page.number,
        "comments": inline_formset([]),
        "go_live_at": "",
        "expire_at": "",
        "search_description": "",
        "seo_title": "",
    }
    action = changes.pop("action", "")
    values |= changes
    related = values.pop("related")
    data = nested_form_data(values) | {"related": related}
    if action:
        data[f"action-{action}"] = "1"
    return data


def said(answer: Any) -> str:
    """Every sentence of the answer, in one line."""
    return " ".join(BeautifulSoup(answer.content.decode(), "html.parser").get_text(" ").split())
