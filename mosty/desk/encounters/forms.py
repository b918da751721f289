"""What was done: services with need, minutes and outcome, how it ended, a note with its class, whose it was."""

from datetime import timedelta
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mosty.casework.actions.encounters import Given
from mosty.casework.enums import LATE_DAYS, MOST_MINUTES, Interpreting, Mode, Outcome, VisitChannel
from mosty.casework.enums.notes import LONGEST_NOTE_TEXT, NoteClass
from mosty.core import time, world
from mosty.core.texts import told
from mosty.desk.notes.keeping import uuid
from mosty.ui.fields import DayField

NOBODY, NEW = "nobody", "new"
SERVICE_KEYS = "1234567890"
OUTCOME_KEYS = {
    Outcome.ANSWERED: "a",
    Outcome.DONE_TOGETHER: "d",
    Outcome.NEXT_MEETING: "n",
    Outcome.SENT_ON: "s",
    Outcome.NOT_POSSIBLE: "x",
}


class EncounterForm(forms.Form):
    """Services of the centre get four boxes each: given, minutes, for which need, how it ended."""

    channel = forms.ChoiceField(label=_("How it came about"), choices=VisitChannel.choices, initial=VisitChannel.WALK_IN)
    mode = forms.ChoiceField(label=_("How you talked"), choices=Mode.choices, widget=forms.RadioSelect, initial=Mode.ON_SITE)
    language = forms.ChoiceField(label=_("Language"), required=False)
    interpreting = forms.ChoiceField(label=_("Interpreting"), choices=Interpreting.choices, initial=Interpreting.NONE)
    outcome = forms.ChoiceField(
        label=_("How it ended"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please say how it ended.")},
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=LONGEST_NOTE_TEXT,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 5, "data-keep": "", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=_("Who is to read it?"), required=False, widget=forms.RadioSelect)
    who = forms.CharField(required=False)
    on = DayField(label=_("Day"), required=False)
    started_at = forms.TimeField(label=_("From (hour)"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    ended_at = forms.TimeField(label=_("To (hour)"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    draft = forms.UUIDField(required=False, widget=forms.HiddenInput)
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args, services, zone, day=None, given=(), needs=(), kinds=(), without=(), **kwargs):
        """`day` is that of the visit, if there is one already; `zone` the centre's; `given`: what is ticked from the start (`Given`)."""
        super().__init__(*args, **kwargs)
        self.services, self.zone, self.day = services, zone, day
        self.needs = {str(need.pk): need for need in needs}
        self.fields["language"].choices = [("", _("not noted")), *world.language_choices()]
        self.fields["kind"].choices = [(kind, NoteClass(kind).label) for kind in kinds]
        before = {one.service.pk: one for one in given}
        for service in services:
            self._boxes(service, before.get(service.pk))
        for name in [*without, *(["on"] if day else [])]:
            self.fields.pop(name)

    def _boxes(self, service, before):
        name = told(service.names)
        usual = before.minutes if before else min(service.minutes, MOST_MINUTES)
        self.fields[f"give-{service.pk}"] = forms.BooleanField(label=str(name), required=False, initial=before is not None)
        self.fields[f"minutes-{service.pk}"] = forms.IntegerField(
            label=_("Minutes: %(service)s") % {"service": name}, required=False, min_value=1, max_value=MOST_MINUTES, initial=usual
        )
        if self.needs:
            self.fields[f"need-{service.pk}"] = forms.ChoiceField(
                label=_("Need: %(service)s") % {"service": name},
                required=False,
                choices=[("", pgettext_lazy("need of a service", "for no noted need")), *((pk, n.words) for pk, n in self.needs.items())],
                initial=str(before.need.pk) if before and before.need else "",
            )
        self.fields[f"ended-{service.pk}"] = forms.ChoiceField(
            label=_("How it ended: %(service)s") % {"service": name},
            required=False,
            choices=[("", pgettext_lazy("outcome of a service", "ended as the whole")), *Outcome.choices],
            initial=before.outcome if before else "",
        )

    @property
    def is_late(self):
        """The visit is of an earlier day, so that "until now" would be wrong."""
        return self.day is not None and self.day < time.today(self.zone)

    @property
    def shows_times(self):
        """Is the part with the times open from the start?"""
        boxes = [self[name] for name in ("on", "started_at", "ended_at") if name in self.fields]
        return self.is_late or any(box.errors or box.value() for box in boxes)

    def times(self):
        """`started_at` and `ended_at` as instants; nothing when they are to be those of the visit and of now."""
        given = self.cleaned_data
        day = self.day or given.get("on") or time.today(self.zone)
        return {name: time.at(day, given[name], self.zone) for name in ("started_at", "ended_at") if given.get(name)}

    def rows(self):
        """Per service: its boxes, and the key that ticks it."""
        keys = dict(zip((service.pk for service in self.services), SERVICE_KEYS, strict=False))
        return [
            {
                "give": self[f"give-{service.pk}"],
                "minutes": self[f"minutes-{service.pk}"],
                "need": self[f"need-{service.pk}"] if self.needs else None,
                "ended": self[f"ended-{service.pk}"],
                "name": told(service.names),
                "key": keys.get(service.pk, ""),
            }
            for service in self.services
        ]

    def outcome_options(self):
        """The ways it ended, each with its key."""
        chosen = self["outcome"].value()
        return [
            {"value": str(value), "label": label, "key": OUTCOME_KEYS[value], "checked": value == chosen}
            for value, label in Outcome.choices
        ]

    def given(self):
        """What was given (`Given`); empty minutes are the usual ones of the service."""
        told_of = self.cleaned_data
        return [
            Given(
                service,
                told_of.get(f"minutes-{service.pk}") or service.minutes,
                self.needs.get(told_of.get(f"need-{service.pk}", "")),
                told_of.get(f"ended-{service.pk}", ""),
            )
            for service in self.services
            if told_of.get(f"give-{service.pk}")
        ]

    @property
    def client(self):
        """The id of the file that was marked; nothing for nobody or a new person."""
        who = self.cleaned_data.get("who", "")
        return None if who in {"", NOBODY, NEW} else uuid(who)

    def clean_who(self):
        who = self.cleaned_data["who"] or NOBODY
        return who if who in {NOBODY, NEW} or uuid(who) else self._unknown()

    def _unknown(self):
        raise forms.ValidationError(_("Please mark the person."))

    def clean(self):
        given = super().clean()
        if not any(given.get(f"give-{service.pk}") for service in self.services):
            self.add_error(None, _("Please choose at least one service."))
        self._check_times(given)
        return given

    def _check_times(self, given):
        names = [name for name in ("started_at", "ended_at") if name in self.fields]
        today, on = time.today(self.zone), given.get("on")
        if on and not today - timedelta(days=LATE_DAYS) <= on <= today:
            self.add_error("on", _("Please give a day of the last %(days)d days, not a later one.") % {"days": LATE_DAYS})
        if self.is_late or on or any(given.get(name) for name in names):
            for name in names:
                if given.get(name) is None and name not in self.errors:
                    self.add_error(name, _("Please give both hours: from and to."))
