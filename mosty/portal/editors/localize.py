"""wagtail-localize's own pages, narrowed: a translator works on the languages that are theirs, and nothing is published past a review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST
from wagtail.models import Page
from wagtail_localize.views.edit_translation import stop_translation
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from mosty.accounts.enums import Right
from mosty.guide import access
from mosty.guide.actions import translating

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class Begin(SubmitPageTranslationView):
    """Begin a translation of a Polish page: into one's own languages only, as a draft, one page at a time."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.mine = access.languages_for(request.user, Right.TRANSLATION_WRITE) - {access.SOURCE}
        page = get_object_or_404(Page, pk=kwargs["page_id"])
        if not self.mine or page.locale.language_code != access.SOURCE or page.depth < 3:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form(self) -> forms.Form:
        form = super().get_form()
        form.fields["locales"].queryset = form.fields["locales"].queryset.filter(language_code__in=self.mine)
        form.fields["include_subtree"].widget = forms.HiddenInput()
        return form

    def form_valid(self, form: forms.Form) -> HttpResponse:
        form.cleaned_data["include_subtree"] = False
        translating.make_room(self.object, languages=[locale.language_code for locale in form.cleaned_data["locales"]])
        return super().form_valid(form)


class Renew(UpdateTranslationsView):
    """Take the newest Polish text as the source. Nothing is published by it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (access.may(request.user, Right.GUIDE_WRITE) or access.may(request.user, Right.TRANSLATION_WRITE)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form(self) -> forms.Form:
        form = super().get_form()
        form.fields["publish_translations"].widget = forms.HiddenInput()
        return form

    def form_valid(self, form: forms.Form) -> HttpResponse:
        form.cleaned_data["publish_translations"] = False
        return super().form_valid(form)


@require_POST
def stop(request: HttpRequest, translation_id: int) -> HttpResponse:
    """A translation that is cut from its source can never be joined again, so only the administrator cuts one."""
    if not request.user.is_superuser:
        raise PermissionDenied
    return stop_translation(request, translation_id)


def alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """No text stands under another language than its own."""
    raise PermissionDenied


@require_POST
def submit(request: Any, page_id: int) -> HttpResponse:
    """A translation goes for review."""
    page = access.get_draft(page_id)
    translating.submit(page, by=request.user)
    return HttpResponseRedirect(reverse("wagtailadmin_home"), status=303)
