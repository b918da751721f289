"""The form of duty hours, for new ones and for a change."""

from datetime import timedelta
from itertools import pairwise

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mosty.appointments.enums import DutyMode
from mosty.appointments.queries import schedules as queries
from mosty.casework.enums import Mode
from mosty.core import time
from mosty.core.errors import SENTENCES
from mosty.core.texts import told
from mosty.core.world import language_name
from mosty.desk.schedules.words import rhythm, weekday_name
from mosty.desk.words import provider_name
from mosty.ui.fields import DayField

EVERY_WEEKS = (1, 2, 3, 4)
RANGES = (("starts_at", "ends_at"), ("starts_again_at", "ends_again_at"))


def _clock():
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class HoursForm(forms.Form):
    """Hours of one person or office on some weekdays. Rules that need the whole roster are the action's."""

    provider = forms.ChoiceField(label=_("Who"))
    service = forms.ChoiceField(label=_("Service"))
    weekdays = forms.MultipleChoiceField(
        label=_("Weekdays"), widget=forms.CheckboxSelectMultiple, error_messages={"required": _("Please choose at least one weekday.")}
    )
    every_weeks = forms.ChoiceField(label=_("How often"))
    starts_at = forms.TimeField(label=pgettext_lazy("hours", "From"), widget=_clock())
    ends_at = forms.TimeField(label=pgettext_lazy("hours", "To"), widget=_clock())
    starts_again_at = forms.TimeField(label=pgettext_lazy("hours", "Again from"), required=False, widget=_clock())
    ends_again_at = forms.TimeField(label=pgettext_lazy("hours", "Again to"), required=False, widget=_clock())
    mode = forms.ChoiceField(label=_("How people come"), choices=DutyMode.choices, widget=forms.RadioSelect)
    slot_minutes = forms.IntegerField(label=_("Minutes for one meeting"), min_value=5, max_value=480)
    places = forms.IntegerField(label=_("People served at the same time"), min_value=1, max_value=20)
    meeting = forms.ChoiceField(label=_("Where people meet"), choices=Mode.choices, widget=forms.RadioSelect)
    room = forms.ChoiceField(label=_("Room"), required=False)
    languages = forms.MultipleChoiceField(
        label=_("Languages in these hours"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing chosen: all languages that this person or office speaks."),
    )
    valid_from = DayField(label=_("First day"))
    valid_to = DayField(label=_("Last day (optional)"), required=False)

    def __init__(self, data=None, *, centre, initial, provider=None):
        """`provider` is fixed when hours are changed."""
        super().__init__(data, initial=initial)
        self.centre = centre
        self.fixed = provider
        providers = list(queries.providers_for(centre)) if provider is None else [provider]
        self.providers = {str(one.pk): one for one in providers}
        self.services = {str(one.pk): one for one in queries.services_for(centre)}
        self.rooms = {str(one.pk): one for one in queries.rooms_for(centre)}
        spoken = dict.fromkeys(code for one in providers for code in one.languages)
        if provider is not None:
            del self.fields["provider"]
        else:
            self.fields["provider"].choices = [("", _("Please choose")), *((pk, provider_name(one)) for pk, one in self.providers.items())]
        self.fields["service"].choices = [("", _("Please choose")), *((pk, str(told(one.names))) for pk, one in self.services.items())]
        self.fields["room"].choices = [("", _("no room")), *((pk, one.name) for pk, one in self.rooms.items())]
        self.fields["weekdays"].choices = [(str(number), weekday_name(number)) for number in range(7)]
        self.fields["every_weeks"].choices = [
            (str(weeks), rhythm(weeks)) for weeks in sorted({*EVERY_WEEKS, int(initial.get("every_weeks", 1))})
        ]
        self.fields["languages"].choices = sorted(((code, language_name(code)) for code in spoken), key=lambda pair: pair[1])

    def clean(self):
        given = super().clean()
        ranges = []
        for start, end in RANGES:
            starts_at, ends_at = given.get(start), given.get(end)
            if (starts_at is None) != (ends_at is None) and not self.errors.get(start) and not self.errors.get(end):
                self.add_error(start if starts_at is None else end, _("Please give both hours, or neither."))
            elif starts_at is not None and ends_at is not None:
                if ends_at <= starts_at:
                    self.add_error(end, str(SENTENCES["bad-period"]))
                ranges.append((starts_at.replace(second=0, microsecond=0), ends_at.replace(second=0, microsecond=0)))
        if any(one[1] > other[0] for one, other in pairwise(sorted(ranges))):
            self.add_error("starts_again_at", _("The two spans of hours overlap."))
        given["ranges"] = ranges
        return given

    def drafts(self):
        """What was typed as duty hours that are not saved yet. Only of a valid form."""
        given = self.cleaned_data
        return queries.drafts(
            centre=self.centre,
            provider=self.fixed or self.providers[given["provider"]],
            service=self.services[given["service"]],
            room=self.rooms.get(given["room"]),
            weekdays=[int(number) for number in given["weekdays"]],
            ranges=given["ranges"],
            languages=given["languages"],
            every_weeks=int(given["every_weeks"]),
            **{name: given[name] for name in ("slot_minutes", "places", "mode", "meeting", "valid_from", "valid_to")},
        )


class EndForm(forms.Form):
    """The last day of duty hours."""

    last_on = DayField(label=_("Last day"))


def usual(centre):
    """What most duty hours look like, from next Monday on."""
    today = time.today(centre.time_zone)
    return {
        "starts_at": "09:00",
        "ends_at": "13:00",
        "every_weeks": "1",
        "mode": DutyMode.SLOTS,
        "slot_minutes": 30,
        "places": 1,
        "meeting": Mode.ON_SITE,
        "valid_from": today + timedelta(days=7 - today.weekday()),
    }


def as_it_is(schedule):
    """The schedule as it stands in the form of a change, from its next day on."""
    tomorrow = time.today(schedule.centre.time_zone) + timedelta(days=1)
    coming = queries.weekly_days(schedule, tomorrow, tomorrow + timedelta(weeks=schedule.every_weeks + 1))
    return {
        "service": str(schedule.service_id),
        "weekdays": [str(schedule.weekday)],
        "every_weeks": str(schedule.every_weeks),
        "starts_at": schedule.starts_at,
        "ends_at": schedule.ends_at,
        "mode": schedule.mode,
        "slot_minutes": schedule.slot_minutes,
        "places": schedule.places,
        "meeting": schedule.meeting,
        "room": str(schedule.room_id or ""),
        "languages": schedule.languages,
        "valid_from": coming[0] if coming else max(tomorrow, schedule.valid_from),
        "valid_to": schedule.valid_to,
    }
