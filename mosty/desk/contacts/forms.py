"""A short question, and whose it was."""

from uuid import uuid4

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mosty.casework.enums import MOST_PEOPLE, VisitChannel
from mosty.core import world
from mosty.directory.enums import Topic

CHANNELS = [
    (VisitChannel.WALK_IN, pgettext_lazy("short: how somebody asked", "in person")),
    (VisitChannel.PHONE, pgettext_lazy("short: how somebody asked", "phone")),
    (VisitChannel.MESSENGER, pgettext_lazy("short: how somebody asked", "chat")),
    (VisitChannel.EMAIL, pgettext_lazy("short: how somebody asked", "e-mail")),
]
# keys of the keyboard; the letters are the same in every language of the desk
TOPIC_KEYS = dict(zip(Topic.values, "1234567890-=", strict=True))
SHORT_TOPICS = {
    Topic.STAY: pgettext_lazy("short topic", "Stay"),
    Topic.PESEL: "PESEL",
    Topic.WORK: pgettext_lazy("short topic", "Work"),
    Topic.HEALTH: pgettext_lazy("short topic", "Health"),
    Topic.SCHOOL: pgettext_lazy("short topic", "School"),
    Topic.HOUSING: pgettext_lazy("short topic", "Housing"),
    Topic.BENEFITS: pgettext_lazy("short topic", "Benefits"),
    Topic.LANGUAGE: pgettext_lazy("short topic", "Polish course"),
    Topic.LAW: pgettext_lazy("short topic", "Law"),
    Topic.PSYCHOLOGY: pgettext_lazy("short topic", "Psychologist"),
    Topic.BUSINESS: pgettext_lazy("short topic", "Taxes, firm"),
    Topic.OTHER: pgettext_lazy("short topic", "Other"),
}
LANGUAGE_KEYS = {"uk": "u", "ru": "r", "be": "b", "ka": "g", "en": "e", "pl": "p", "az": "z", "tr": "t", "es": "s", "ar": "a"}
CHANNEL_KEYS = {VisitChannel.WALK_IN: "w", VisitChannel.PHONE: "f", VisitChannel.MESSENGER: "c", VisitChannel.EMAIL: "m"}
OTHER_KEY = "i"
WRONG_NUMBER = format_lazy(_("Please give a whole number from 1 to {most}."), most=MOST_PEOPLE)


class ContactForm(forms.Form):
    topics = forms.MultipleChoiceField(
        label=_("Topic"),
        choices=[(str(topic), label) for topic, label in SHORT_TOPICS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one topic.")},
    )
    language = forms.ChoiceField(label=_("Language"), widget=forms.RadioSelect, required=False)
    other_language = forms.ChoiceField(label=_("Another language"), required=False)
    channel = forms.ChoiceField(label=_("How"), choices=CHANNELS, widget=forms.RadioSelect, initial=VisitChannel.WALK_IN)
    party_size = forms.IntegerField(
        label=_("How many people"),
        min_value=1,
        max_value=MOST_PEOPLE,
        initial=1,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), WRONG_NUMBER),
    )
    citizenship = forms.ChoiceField(label=_("Citizenship, if said"), required=False)
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        languages = world.language_choices()
        common = len(world.COMMON_LANGUAGES)
        self.fields["language"].choices = languages[:common]
        self.fields["other_language"].choices = [("", "–"), *languages[common:]]
        special = [(code, str(label)) for code, label in world.SPECIAL_CITIZENSHIPS.items()]
        self.fields["citizenship"].choices = [("", _("not asked")), *world.country_choices(), *special]

    def clean(self):
        given = super().clean()
        given["language"] = given.pop("other_language", "") or given.get("language", "")
        if not given["language"] and "language" not in self.errors and "other_language" not in self.errors:
            self.add_error("language", _("Please choose a language."))
        return given

    # options with their keys, for the card

    def topic_options(self):
        return self._options("topics", TOPIC_KEYS)

    def language_options(self):
        return self._options("language", LANGUAGE_KEYS)

    def channel_options(self):
        return self._options("channel", CHANNEL_KEYS)

    def _options(self, name, keys):
        chosen = self[name].value() or []
        chosen = {chosen} if isinstance(chosen, str) else {str(value) for value in chosen}
        return [
            {"value": str(value), "label": label, "key": keys.get(value, ""), "checked": str(value) in chosen}
            for value, label in self.fields[name].choices
        ]
