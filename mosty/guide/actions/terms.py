"""Glossary terms: one word, one translation in each language, used everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from mosty.core import stamp
from mosty.core.audit.record import record
from mosty.core.errors import Refusal
from mosty.guide.actions.texts import KEY, clean_texts
from mosty.guide.actions.uses import named_terms, not_in_uses
from mosty.guide.models import ArticlePage, GlossaryTerm

if TYPE_CHECKING:
    from mosty.accounts.models import User


@transaction.atomic
def save_term(
    key: str, *, by: User, polish: str, names: Mapping[str, str], texts: Mapping[str, str], source: str = "", note: str = ""
) -> GlossaryTerm:
    """The term is called and explained so, on every page at once; made when there is none. Raises `Refusal`."""
    if not KEY.fullmatch(key):
        raise Refusal("bad-key", sentence=_("A key has small Latin letters, digits and hyphens only."), field="key")
    polish = polish.strip()
    if not polish or len(polish) > 200:
        raise Refusal("no-polish", sentence=_("Please write the official Polish term."), field="polish")
    twin = GlossaryTerm.objects.filter(polish__iexact=polish).exclude(key=key).first()
    if twin:
        sentence = _t("This term is in the glossary already, under the key %(key)s.") % {"key": twin.key}
        raise Refusal("twin-term", sentence=sentence, field="polish")
    term = GlossaryTerm.objects.select_for_update().filter(key=key).first() or GlossaryTerm(key=key)
    term.polish = polish
    term.names, term.texts = clean_texts(names, most=200), clean_texts(texts, most=1000, field="text")
    term.source, term.note, term.loaded = source.strip()[:200], note.replace("\x00", "").strip(), ""
    term.save()
    record("term.saved", term, by=by, key=key)
    stamp.renew_on_commit()
    return term


@transaction.atomic
def delete_term(term: GlossaryTerm, *, by: User) -> None:
    """A term no page explains, not even a draft, goes. Raises `Refusal("term-in-use")` with the pages (`details["pages"]`) otherwise."""
    pages: list[Any] = list(
        ArticlePage.objects.filter(term_uses__term=term).select_related("locale").order_by("slug", "locale__language_code")
    )
    shown = {page.pk for page in pages}
    pages += [page for page in not_in_uses(term.key, named_terms) if page.pk not in shown]
    if pages:
        names = ", ".join(f"{page.title} ({page.locale.language_code})" for page in pages)
        sentence = _t("These pages explain the term, so it cannot be deleted: %(pages)s") % {"pages": names}
        raise Refusal("term-in-use", sentence=sentence, pages=pages)
    record("term.deleted", term, by=by, key=term.key)
    term.delete()
    stamp.renew_on_commit()
