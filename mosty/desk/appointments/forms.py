"""Forms of one booking."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mosty.core.dates import day_words, hour_words
from mosty.core.errors import SENTENCES
from mosty.core.time import local
from mosty.core.world import language_name
from mosty.desk.words import provider_name


class MoveForm(forms.Form):
    """One of the free times near the old one."""

    time = forms.ChoiceField(
        label=_("New time"),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": SENTENCES["time-taken"], "required": _("Please choose a time.")},
    )

    def __init__(self, data=None, *, free, chosen=""):
        super().__init__(data, initial={"time": chosen})
        self.offer(free)

    def offer(self, free):
        """The times to choose from, each with its day, hour, person and languages, and the town if there are several."""
        towns = len({one.centre.town_id for one in free}) > 1
        self.fields["time"].choices = [(one.key, self._words(one, with_town=towns)) for one in free]

    @staticmethod
    def _words(one, *, with_town):
        at = local(one.starts_at, one.centre.time_zone)
        spoken = ", ".join(language_name(code) for code in one.session.languages)
        parts = [f"{day_words(at)}, {hour_words(at)}", provider_name(one.provider), spoken]
        return " · ".join([*parts, one.centre.town.name] if with_town else parts)
