"""What towns add: the town's board, one note beside the national text, what changed there, one click "still fits"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mosty.core.texts import told
from mosty.guide import access
from mosty.guide.actions import notes as actions
from mosty.guide.actions.notes import LONGEST
from mosty.guide.enums import FACT_MARK, Office, Slot, TaskWord
from mosty.guide.queries import acts, facts, notes
from mosty.guide.queries.national import Piece, difference, lines_of, unpacked
from mosty.portal.editors.acts import note_address
from mosty.portal.editors.lists import asked, narrowed
from mosty.portal.editors.living import add_languages, answer_status, by_language, editor, language, page
from mosty.ui.lists import page_of
from mosty.ui.screens import acts as answers
from mosty.ui.screens import done, reads, refusals_on

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class NoteForm(forms.Form):
    """What the town says, in the languages it has."""

    source = forms.CharField(label=gettext_lazy("Source: where it is from"), max_length=200, required=False)
    acts = forms.MultipleChoiceField(
        label=gettext_lazy("Acts it rests on (none: those of its article)"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, note: Any = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["acts"].choices = acts.choices()  # type: ignore[attr-defined]
        add_languages(self, "text", _("Note"), texts=note.texts if note else {}, is_long=True, most=LONGEST)
        self.fields["text_pl"].help_text = _(
            "An empty line begins a paragraph. {centre}, {address} and {phone} stand for your centre as the directory knows it."
        )
        self.order_fields([*(f"text_{code}" for code, _own in settings.LANGUAGES), "source", "acts"])
        if note:
            self.initial = {"source": note.source, "acts": [act.key for act in note.acts.order_by("key")]}


def _town_name(town: Any) -> str:
    return told(town.names or {"pl": town.name}, language()).text


@reads
def index(request: HttpRequest) -> HttpResponse:
    """The editor's towns; a single one opens at once."""
    access.demand_notes(request.user)
    towns = access.my_towns(request.user)
    if len(towns) == 1:
        return HttpResponseRedirect(reverse("living:town", args=[towns[0].slug]))
    counts = notes.waiting_counts(towns)
    rows = [(town, _town_name(town), counts.get(town.pk, 0)) for town in towns]
    return page(request, "towns", _("Local notes"), {"rows": rows})


@reads
def town(request: HttpRequest, slug: str) -> HttpResponse:
    """Every article with a slot, and how the town stands there."""
    row = access.get_town(request.user, slug)
    words = asked(request)
    rows = notes.board(row)
    general = notes.general_notes(row)
    used = {place.slot for beside in rows for place in beside.places}
    context = {
        "town": row,
        "words": words,
        "rows": page_of(
            request,
            [
                (beside, [(place, note_address(row.slug, place.slot, beside.slug)) for place in beside.places])
                for beside in narrowed(rows, words, lambda beside: f"{beside.title} {beside.slug}")
            ],
        ),
        "general": [
            (slot, str(Slot(slot).label), general.get(slot), note_address(row.slug, slot, ""))
            for slot in Slot.values
            if slot in used or slot in general
        ],
    }
    return page(request, "town", _town_name(row), context, trail=((_("Local notes"), reverse("living:notes")),))


@answers
def note(request: HttpRequest, town: str, slot: str) -> HttpResponse:
    """One note beside the national text as it is now, with what changed since the town last answered."""
    article = request.GET.get("article", "")[:80].replace("\x00", "")
    place, row = access.get_place(request.user, town, slot, article)
    form = NoteForm(request.POST if request.method == "POST" else None, note=row)
    task = access.open_task(place, article) if article else None
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            texts = by_language(form, "text")
            actions.save_note(
                place,
                by=editor(request),
                slot=slot,
                article=article,
                texts=texts,
                source=form.cleaned_data["source"],
                acts=form.cleaned_data["acts"],
            )
            if task and "fits" in request.POST:
                actions.answer_task(task, by=editor(request), word=TaskWord.CHANGED)
        if not form.errors:
            return done(request, _("Saved. Readers who chose the town see it now."), to=reverse("living:town", args=[place.slug]))
    national = notes.polish_page(article) if article else None
    general = notes.general_notes(place).get(slot) if article and row is None else None
    lines = lines_of(national) if national else []
    context = {
        "form": form,
        "town": place,
        "slot": str(Slot(slot).label),
        "note": row,
        "article": national,
        "general": told(general.texts, language()).text if general else "",
        "lines": shown_lines([[Piece("same", text)] for own, text in lines if not own or slot in own]),
        "task": task,
        "changes": shown_lines(difference(unpacked(task.old), unpacked(task.new))) if task else [],
        "answered": notes.answered_tasks(place, article) if article else [],
        "read_url": f"/pl/guide/{article}/?town={place.slug}" if article else "",
        "back": reverse("living:town", args=[place.slug]),
    }
    title = _("%(slot)s: every article") % {"slot": context["slot"]} if not article else f"{national.title if national else article}"
    trail = ((_("Local notes"), reverse("living:notes")), (_town_name(place), reverse("living:town", args=[place.slug])))
    return page(request, "note", title, context, trail=trail, status=answer_status(form))


def shown_lines(lines: list[list[Piece]]) -> list[list[Piece]]:
    """The lines with values of facts, names of offices and of slots in place of their marks. Two queries, none without facts."""
    keys = {key for line in lines for piece in line for key in FACT_MARK.findall(piece.text)}
    found = facts.shown(keys, "pl")

    def words(text: str) -> str:
        text = FACT_MARK.sub(lambda mark: found[mark[1]].text or mark[1] if mark[1] in found else mark[1], text)
        for slot in Slot:
            text = text.replace(f"{{slot:{slot.value}}}", f"▸ {slot.label}")
        for office in Office:
            text = text.replace(f"{{office:{office.value}}}", str(office.label))
        return text

    return [[Piece(piece.kind, words(piece.text)) for piece in line] for line in lines]


@answers
def fits(request: HttpRequest, pk: UUID) -> HttpResponse:
    """POST: the town's editor read the change; the notes still fit. GET leads to the change beside the first note it concerns."""
    task = access.get_task(request.user, pk)
    back = reverse("living:town", args=[task.town.slug])
    if request.method == "POST":
        form = forms.Form(request.POST)
        form.is_valid()
        with refusals_on(form):
            actions.answer_task(task, by=editor(request))
        sentence = " ".join(map(str, form.non_field_errors())) or _("Thank you: the note still fits.")
        return done(request, sentence, to=back)
    places = (place for beside in notes.board(task.town) if beside.slug == task.article for place in beside.places)
    return HttpResponseRedirect(next((note_address(task.town.slug, place.slot, task.article) for place in places), back))


@answers
def confirm(request: HttpRequest, town: str, slot: str) -> HttpResponse:
    """POST: the town looked, the note is still true."""
    article = request.GET.get("article", "")[:80].replace("\x00", "")
    place, row = access.get_place(request.user, town, slot, article)
    if request.method == "POST" and row is not None:
        actions.confirm_note(row, by=editor(request))
        return done(request, _("Checked today. Readers see the new day."), to=reverse("living:town", args=[place.slug]))
    return HttpResponseRedirect(note_address(place.slug, slot, article))


@answers
def delete(request: HttpRequest, town: str, slot: str) -> HttpResponse:
    """The town no longer says anything there."""
    article = request.GET.get("article", "")[:80].replace("\x00", "")
    place, row = access.get_place(request.user, town, slot, article)
    back = note_address(place.slug, slot, article)
    if row is None:
        return HttpResponseRedirect(back)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.delete_note(row, by=editor(request))
        return done(request, _("The note is deleted."), to=reverse("living:town", args=[place.slug]))
    context = {"form": form, "pages": [], "what": str(Slot(slot).label), "back": back, "kind": "note"}
    trail = ((_("Local notes"), reverse("living:notes")), (_town_name(place), reverse("living:town", args=[place.slug])))
    return page(request, "delete", _("Delete the note"), context, trail=trail)
