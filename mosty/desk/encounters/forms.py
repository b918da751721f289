"""What was done: services with minutes, how it ended, a short note, whose it was."""

from datetime import timedelta
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mosty.casework.enums import LATE_DAYS, LONGEST_NOTE, MOST_MINUTES, Interpreting, Mode, Outcome, VisitChannel
from mosty.core import time, world
from mosty.core.texts import told
from mosty.ui.fields import DayField

WHO = [
    ("nobody", pgettext_lazy("person of an encounter", "without a file")),
    ("found", pgettext_lazy("person of an encounter", "a person we know")),
    ("new", pgettext_lazy("person of an encounter", "a new person")),
]


class EncounterForm(forms.Form):
    """Services of the centre get two boxes each: given, and minutes."""

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
    note = forms.CharField(label=_("Note"), required=False, max_length=LONGEST_NOTE, strip=True, widget=forms.Textarea(attrs={"rows": 5}))
    who = forms.ChoiceField(label=_("Whose conversation was it?"), choices=WHO, widget=forms.RadioSelect, initial="nobody")
    client = forms.UUIDField(required=False, error_messages={"invalid": _("Please mark the person.")})
    on = DayField(label=_("Day"), required=False)
    started_at = forms.TimeField(label=_("From (hour)"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    ended_at = forms.TimeField(label=_("To (hour)"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args, services, zone, day=None, chosen=(), minutes=None, without=(), **kwargs):
        """`day` is that of the visit, if there is one already; `zone` the centre's; `minutes` by service, where they are known."""
        super().__init__(*args, **kwargs)
        self.services, self.zone, self.day = services, zone, day
        self.fields["language"].choices = [("", _("not noted")), *world.language_choices()]
        for service in services:
            self.fields[f"give-{service.pk}"] = forms.BooleanField(
                label=str(told(service.names)), required=False, initial=service.pk in chosen
            )
            self.fields[f"minutes-{service.pk}"] = forms.IntegerField(
                label=_("Minutes: %(service)s") % {"service": told(service.names)},
                required=False,
                min_value=1,
                max_value=MOST_MINUTES,
                initial=(minutes or {}).get(service.pk) or min(service.minutes, MOST_MINUTES),
            )
        for name in [*without, *(["on"] if day else [])]:
            self.fields.pop(name)

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
        """Per service: its box, its minutes."""
        return [
            {"give": self[f"give-{service.pk}"], "minutes": self[f"minutes-{service.pk}"], "name": told(service.names)}
            for service in self.services
        ]

    def given(self):
        """Pairs of service and minutes; empty minutes are the usual ones of the service."""
        return [
            (service, self.cleaned_data.get(f"minutes-{service.pk}") or service.minutes)
            for service in self.services
            if self.cleaned_data.get(f"give-{service.pk}")
        ]

    def clean(self):
        given = super().clean()
        if not any(given.get(f"give-{service.pk}") for service in self.services):
            self.add_error(None, _("Please choose at least one service."))
        if given.get("who") == "found" and not given.get("client") and "client" not in self.errors:
            self.add_error("client", _("Please find the person and mark the right one."))
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
