"""Notices and consents of a person: what stands, asking, withdrawing. The text is read in two languages before anything is noted."""

from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mosty.accounts.enums import Right
from mosty.clients.access import can_write, get_client, visible_clients
from mosty.clients.access.consents import get_proof
from mosty.clients.access.forms import get_form_for
from mosty.clients.actions.consents import answer, give_notice, standing_file, take_back, withdraw
from mosty.clients.actions.how import checked
from mosty.clients.enums.consents import BINDING, HEARD_YEARS, FormKind, Method, Purpose, Said
from mosty.clients.queries.ages import age_on, is_minor
from mosty.clients.queries.consents import WARNINGS, asking_again, behind, note_listed, overview
from mosty.clients.queries.file import languages_of as spoken_by
from mosty.clients.queries.file import relatives_of
from mosty.clients.queries.forms import fixed_words, languages_of, two_sided
from mosty.core import time, world
from mosty.desk.clients.page import head
from mosty.desk.consents.forms import HowForm, MistakeForm, WithdrawForm, language_choices
from mosty.directory import access
from mosty.ui.lists import page_of
from mosty.ui.screens import done, reads, refusals_on, screen, writes


@reads
def file(request, pk):
    """The tab: what stands, on what ground, in which version and language, what is missing; the history."""
    client = get_client(request.user, pk)
    if client.merged_into_id:
        return HttpResponseRedirect(reverse("desk:clients:show", args=[client.pk]))
    seen = overview(client)
    context = {
        **head(client, "desk:consents:file"),
        "notices": [{"line": line, "warnings": _words(line.warnings), **_label(line.purpose)} for line in seen.notices],
        "consents": [{"line": line, "warnings": _words(line.warnings), **_label(line.purpose)} for line in seen.consents],
        "history": [{"row": row, "is_consent": hasattr(row, "said"), **_label(row.purpose)} for row in seen.history],
        "may_write": can_write(request.user, client),
    }
    return screen(request, "desk/consents/file.html", context)


@writes
def ask(request, pk, form):
    """Read the text with the person, then note what they said: one press for what is usual, more boxes when it was not.

    `hand` shows the text alone, for the person to answer on the screen.
    """
    client = get_client(request.user, pk, right=Right.CLIENT_WRITE)
    if client.merged_into_id and request.method != "POST":
        return HttpResponseRedirect(reverse("desk:clients:show", args=[client.pk]))
    version = get_form_for(client, form)
    have = languages_of(version)
    language = _language(request, client, have)
    today = time.today(client.centre.time_zone)
    age = age_on(client, today)
    minor = is_minor(client, today)
    boxes = HowForm(request.POST if request.method == "POST" else None, version=version, language=language, is_minor=minor)
    if boxes.is_valid():
        with refusals_on(boxes):
            if "hand" in request.POST:
                how = checked(
                    boxes.how(method=Method.SCREEN), version, client, by=request.user, is_consent=version.kind == FormKind.CONSENT
                )
                return _hand(request, client, version, how)
            _keep(request, client, version, boxes)
            if "handed" in request.POST:
                return _hand(request, client, version, boxes.how(), is_done=True)
            return done(request, _("Noted."), to=reverse("desk:consents:file", args=[client.pk]))
    asked = request.GET.get("language", "")
    wanted = asked if asked in world.languages_known() else client.language
    context = {
        **head(client, "desk:consents:file"),
        "version": version,
        "sides": two_sided(version, language),
        "language": language,
        "languages": language_choices(have),
        "missing": wanted if wanted and wanted not in have else "",
        "form": boxes,
        "is_consent": version.kind == FormKind.CONSENT,
        "is_minor": minor,
        "asks_heard": minor and (age is None or age >= HEARD_YEARS),
        "kin": [one.row.other.name if one.row.other_id and one.is_open else one.row.name for one in relatives_of(request.user, client)],
        "team": [row.user.name for row in access.team(client.organization_id, client.centre_id)],
        "is_open": minor or bool(boxes.errors) or language == BINDING,
        **_label(version.purpose),
    }
    return screen(request, "desk/consents/ask.html", context)


@writes
def show(request, pk):
    """One proof, with the very text; here it is withdrawn, or taken back when it was a mistake."""
    do = request.POST.get("do", "") if request.method == "POST" else ""
    proof = get_proof(request.user, pk, right=Right.CLIENT_WRITE if request.method == "POST" else Right.CLIENT_READ)
    client = standing_file(proof.client)
    stands = proof.ended_at is None
    may_withdraw = stands and getattr(proof, "said", "") == Said.GIVEN
    withdrawing = WithdrawForm(request.POST if do == "withdraw" else None)
    mistake = MistakeForm(request.POST if do == "mistake" else None, prefix="mistake")
    back = reverse("desk:consents:file", args=[client.pk])
    if withdrawing.is_valid():
        with refusals_on(withdrawing):
            withdraw(proof, by=request.user, **withdrawing.cleaned_data)
            return done(request, _("Withdrawn. It holds from now on; those who work with the person were given a task."), to=back)
    if mistake.is_valid():
        with refusals_on(mistake):
            take_back(proof, by=request.user, **mistake.cleaned_data)
            return done(request, _("Taken back. The line stays in the history."), to=back)
    context = {
        **head(client, "desk:consents:file"),
        "proof": proof,
        "is_consent": hasattr(proof, "said"),
        "sides": two_sided(proof.form, proof.language),
        "may_write": can_write(request.user, client),
        "stands": stands,
        "may_withdraw": may_withdraw,
        "withdrawing": withdrawing,
        "mistake": mistake,
        **_label(proof.purpose),
    }
    return screen(request, "desk/consents/show.html", context)


@reads
def again(request):
    """People of one's own centre who are to be informed or asked again, form by form."""
    access.demand_somewhere(request.user, Right.CLIENT_READ)
    mine = visible_clients(request.user)
    forms = asking_again({row.organization_id for row in access.memberships(request.user)})
    chosen = next((one for one in forms if str(one.pk) == request.GET.get("form", "")), forms[0] if forms else None)
    page = page_of(request, behind(mine, chosen)) if chosen else None
    if page:
        note_listed(page.object_list)
    tabs = [
        {"label": f"{one.get_kind_display()}: {one.get_purpose_display()}", "url": f"?form={one.pk}", "current": one == chosen}
        for one in forms
    ]
    return screen(request, "desk/consents/again.html", {"tabs": tabs, "page": page, "chosen": chosen})


def _keep(request, client, version, boxes):
    """What the pressed button says."""
    how = boxes.how(method=Method.SCREEN) if "handed" in request.POST else boxes.how()
    place = {"how": how, "centre": client.centre, "by": request.user}
    if version.kind == FormKind.NOTICE:
        give_notice(client, version, **place)
    else:
        answer(client, version, said=request.POST.get("said", ""), recipients=boxes.recipients_agreed(), **place)


def _hand(request, client, version, how, *, is_done=False):
    """The text and two buttons in the person's language, without anything of the desk around it."""
    sides = two_sided(version, how.language)
    context = {
        "client": client,
        "version": version,
        "side": sides.right or sides.left,
        "sides": sides,
        "words": fixed_words().get(how.language, fixed_words()[BINDING]),
        "is_consent": version.kind == FormKind.CONSENT,
        "is_done": is_done,
        "sent": [(name, value) for name in request.POST if name not in HAND_NAMES for value in request.POST.getlist(name)],
    }
    return screen(request, "desk/consents/hand.html", context)


NO_LANGUAGE = "?"
HAND_NAMES = frozenset({"csrfmiddlewaretoken", "said", "hand", "handed"})


def _language(request, client, have):
    """Which text is shown: the one asked for, else the person's, else one that they read; Polish when there is none.

    What is sent stays what it is: the verb refuses a language without a text.
    """
    if request.method == "POST":
        sent = request.POST.get("language", "")
        return sent if sent in dict(settings.LANGUAGES) else NO_LANGUAGE
    asked = request.GET.get("language", "")
    if asked:
        return asked if asked in have else BINDING
    return next((code for code in (client.language, *(row.language for row in spoken_by(client))) if code in have), BINDING)


def _label(purpose):
    return {"purpose": str(Purpose(purpose).label)}


def _words(codes):
    return [WARNINGS[code] for code in codes]
