"""Forms and legal bases of an organisation, written by its data protection officer."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mosty.accounts.enums import Right
from mosty.clients.access.forms import get_form, get_organization, organizations_of_forms
from mosty.clients.access.gate import bases_on
from mosty.clients.actions.forms import (
    discard,
    new_version,
    publish,
    remove_text,
    save_facts,
    save_text,
    set_basis,
    version_of,
    withdraw_form,
)
from mosty.clients.enums.consents import BINDING, DataCategory, FormKind, FormState, Purpose
from mosty.clients.queries.consents import behind_by_centre, grounds_of
from mosty.clients.queries.forms import blocks, forms_of, languages_of, starters, texts_of, two_sided
from mosty.core import time
from mosty.core.errors import Missing, Refusal
from mosty.desk.consents.forms import BasisForm, FactsForm, TextForm, language_choices
from mosty.directory.access import demand_somewhere
from mosty.ui.screens import done, reads, refusals_on, screen, writes


@reads
def list_(request):
    """Every form of one's organisations, with the version in use and the draft; what can be begun."""
    demand_somewhere(request.user, Right.CONSENT_FORMS)
    places = []
    for organization in organizations_of_forms(request.user):
        rows = forms_of(organization)
        known = {(row.kind, row.purpose) for row in rows}
        groups = [[row for row in rows if (row.kind, row.purpose) == key] for key in dict.fromkeys((row.kind, row.purpose) for row in rows)]
        to_begin = [key for key in starters() if key not in known]
        places.append({"organization": organization, "groups": groups, "to_begin": [_what(*key) for key in to_begin]})
    return screen(request, "desk/consents/forms.html", {"places": places})


@writes
def new(request):
    """A draft of a form, from our texts or from the last version."""
    demand_somewhere(request.user, Right.CONSENT_FORMS)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("desk:consents:forms"))
    sent = request.POST.get("organization", "")
    organization = next((one for one in organizations_of_forms(request.user) if str(one.pk) == sent), None)
    if organization is None:  # somebody else's, or none at all
        return HttpResponseRedirect(reverse("desk:consents:forms"), status=303)
    kind, _dash, purpose = request.POST.get("what", "").partition("-")
    try:
        draft = new_version(organization, kind=kind, purpose=purpose, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
        return HttpResponseRedirect(reverse("desk:consents:forms"), status=303)
    return HttpResponseRedirect(reverse("desk:consents:form", args=[draft.pk]), status=303)


@writes
def form(request, pk):
    """One version: what it covers, its languages; a draft is changed here, one in use is looked at, followed or withdrawn."""
    version = get_form(request.user, pk)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    is_draft = version.state == FormState.DRAFT
    facts = FactsForm(request.POST if do == "facts" else None, version=version)
    refused = ""
    if facts.is_valid():
        with refusals_on(facts):
            save_facts(version, by=request.user, **facts.values())
            return done(request, _("Saved."), to=request.path)
    elif do in DEEDS:
        try:
            said, to = DEEDS[do](version, request)
            return done(request, said, to=to)
        except Refusal as refusal:
            refused = str(refusal.sentence)
    texts = texts_of(version)
    names = dict(settings.LANGUAGES)
    context = {
        "version": version,
        "what": _what(version.kind, version.purpose)["label"],
        "is_draft": is_draft,
        "facts": facts,
        "texts": [{"code": code, "name": names[code], "row": row} for code, row in sorted(texts.items(), key=lambda one: _order(one[0]))],
        "missing": [{"code": code, "name": name} for code, name in settings.LANGUAGES if code not in texts],
        "refused": refused,
        "covered": [str(DataCategory(code).label) for code in version.categories],
        "behind": behind_by_centre(version) if version.state == FormState.PUBLISHED else [],
    }
    return screen(request, "desk/consents/form.html", context)


@writes
def text(request, pk, language):
    """The text of a draft in one language, the Polish one beside it.

    Who saves second is shown the text as it stands, and keeps their own in the box.
    """
    version = get_form(request.user, pk)
    if language not in dict(settings.LANGUAGES):
        raise Missing
    if version.state != FormState.DRAFT and request.method != "POST":
        return HttpResponseRedirect(f"{reverse('desk:consents:read', args=[pk])}?language={language}")
    texts = texts_of(version)
    row = texts.get(language)
    initial = {"seen": version_of(row)}
    if row is not None:
        initial |= {"title": row.title, "body": row.body, "is_checked": row.is_checked}
    boxes = TextForm(request.POST if request.method == "POST" else None, initial=initial)
    theirs = None
    if boxes.is_valid():
        with refusals_on(boxes):
            save_text(version, language=language, by=request.user, **boxes.cleaned_data)
            return done(request, _("Saved."), to=reverse("desk:consents:form", args=[pk]))
        if boxes.cleaned_data["seen"] != version_of(row):  # pressing Save again puts one's own text in its place
            theirs = row
            boxes.data = boxes.data.copy()
            boxes.data["seen"] = version_of(row)
    context = {
        "version": version,
        "what": _what(version.kind, version.purpose)["label"],
        "language": language,
        "name": dict(settings.LANGUAGES)[language],
        "form": boxes,
        "theirs": theirs,
        "polish": texts.get(BINDING) if language != BINDING else None,
        "polish_blocks": blocks(texts[BINDING].body) if language != BINDING and BINDING in texts else (),
    }
    return screen(request, "desk/consents/text.html", context)


@reads
def read(request, pk):
    """The version as people read it, in Polish and one more language."""
    version = get_form(request.user, pk)
    have = languages_of(version)
    asked = request.GET.get("language", "")
    language = asked if asked in have else next((code for code in have if code != BINDING), BINDING)
    context = {
        "version": version,
        "what": _what(version.kind, version.purpose)["label"],
        "sides": two_sided(version, language),
        "language": language,
        "languages": language_choices(have),
    }
    return screen(request, "desk/consents/read.html", context)


@writes
def publish_(request, pk):
    """Asks once more: a published version stays as it is for ever."""
    version = get_form(request.user, pk)
    refused = ""
    if request.method == "POST":
        try:
            publish(version, by=request.user)
            return done(request, _("In use from now on. It can no longer be changed."), to=reverse("desk:consents:form", args=[pk]))
        except Refusal as refusal:
            refused = str(refusal.sentence)
    texts = texts_of(version)
    names = dict(settings.LANGUAGES)
    context = {
        "version": version,
        "what": _what(version.kind, version.purpose)["label"],
        "is_draft": version.state == FormState.DRAFT,
        "checked": [names[code] for code, row in texts.items() if row.is_checked],
        "unchecked": [names[code] for code, row in texts.items() if not row.is_checked],
        "missing": [name for code, name in settings.LANGUAGES if code not in texts],
        "refused": refused,
    }
    return screen(request, "desk/consents/publish.html", context)


@writes
def bases(request, pk):
    """On which ground each use of data stands, since when; a new one ends the one before."""
    organization = get_organization(request.user, pk)
    now, rows = bases_on(organization.pk, time.today()), grounds_of(organization)
    sent = request.POST.get("purpose", "")
    lines = []
    for purpose in Purpose.values:
        basis = now[purpose]
        initial = {"purpose": purpose, "article": basis.article, "special": basis.special, "act": basis.act}
        boxes = BasisForm(request.POST if sent == purpose else None, initial=initial, prefix=None, auto_id=f"{purpose}-%s")
        if boxes.is_valid():
            with refusals_on(boxes):
                set_basis(organization, by=request.user, **boxes.cleaned_data)
                return done(request, _("Saved."), to=request.path)
        lines.append({"purpose": str(Purpose(purpose).label), "basis": basis, "rows": rows[purpose], "form": boxes})
    context = {"organization": organization, "lines": lines, "errors_of": next((one["form"] for one in lines if one["form"].errors), None)}
    return screen(request, "desk/consents/bases.html", context)


def _withdraw(version, request):
    withdraw_form(version, by=request.user)
    return _("Withdrawn. Nobody is given this version any more."), request.path


def _discard(version, request):
    discard(version, by=request.user)
    return _("The draft is thrown away."), reverse("desk:consents:forms")


def _follow(version, request):
    draft = new_version(version.organization, kind=version.kind, purpose=version.purpose, by=request.user)
    return _("A draft of the next version. The one in use stays until you publish it."), reverse("desk:consents:form", args=[draft.pk])


def _remove(version, request):
    remove_text(version, language=request.POST.get("language", ""), by=request.user)
    return _("Taken out."), request.path


DEEDS = {"withdraw": _withdraw, "discard": _discard, "new": _follow, "remove": _remove}


def _what(kind, purpose):
    return {
        "key": f"{kind}-{purpose}",
        "label": _("%(kind)s: %(purpose)s") % {"kind": FormKind(kind).label, "purpose": Purpose(purpose).label},
    }


def _order(code):
    return [known for known, _name in settings.LANGUAGES].index(code)
