"""Ours in place of views of wagtail-localize, at its addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mosty.accounts.enums import Right
from mosty.core.errors import PermissionDenied, Refusal
from mosty.guide import access
from mosty.guide.actions import machine as machine_actions
from mosty.portal.editors import po_files, translations
from mosty.portal.editors.frame import person
from mosty.ui.screens import acts, done

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def submit(request: HttpRequest, page: int) -> HttpResponse:
    """Theirs takes any language, makes aliases of shelves and can publish Polish words."""
    return translations.start(request, page)


@acts
def update(request: HttpRequest, number: int) -> HttpResponse:
    """Theirs publishes in every language, whoever asks. Ours has nothing to do: a published Polish text does it by itself."""
    messages.info(request, _("Translations follow the Polish text by themselves when it is published."))
    return HttpResponseRedirect(reverse("translations:work"), status=303)


@acts
def no_alias(request: HttpRequest, page: int) -> HttpResponse:
    """A missing text is missing: readers are told so."""
    messages.error(request, _("The guide has no aliases: a text that a language lacks is missing, and readers are told so."))
    return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[page]), status=303)


@acts
def machine(request: HttpRequest, number: int) -> HttpResponse:
    """The machine, with sentences for its faults."""
    source, language = access.get_translation_source(request.user, number)
    to = reverse("translations:article", args=[language, source.slug])
    if request.method != "POST":
        return HttpResponseRedirect(to)
    if not access.may(request.user, Right.TRANSLATION_WRITE, language=language):
        raise PermissionDenied
    try:
        made = machine_actions.translate_open(source, language=language, by=person(request))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return HttpResponseRedirect(to, status=303)
    return done(request, translations.machine_words(made), to=to)


@acts
def po_download(request: HttpRequest, number: int) -> HttpResponse:
    """Our file of this article."""
    source, language = access.get_translation_source(request.user, number)
    return po_files.answer(language, [source.slug], only_open=False)


@acts
def po_upload(request: HttpRequest, number: int) -> HttpResponse:
    """Into our import, which says what is wrong."""
    _source, language = access.get_translation_source(request.user, number)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("translations:po", args=[language]))
    return po_files.files(request, language)
