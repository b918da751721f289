"""Which form, in which language beside Polish, filled or blank, of which days."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mosty.clients.queries.file import languages_of
from mosty.core.world import language_name
from mosty.paper.enums import OF_MEETINGS, OF_TEXTS, Printout
from mosty.paper.queries.printouts.making import Wish

POLISH = "pl"
DAY = {"type": "date", "min": "2000-01-01", "max": "2100-12-31"}


class PrintForm(forms.Form):
    """Sent by GET: it changes nothing."""

    form = forms.ChoiceField(label=_("Form"), widget=forms.RadioSelect, initial=Printout.REGISTRATION)
    project = forms.ChoiceField(label=_("Project"), required=False)
    language = forms.ChoiceField(label=_("Beside Polish"), required=False)
    since = forms.DateField(label=_("Meetings from"), required=False, widget=forms.DateInput(attrs=DAY))
    until = forms.DateField(label=_("until"), required=False, widget=forms.DateInput(attrs=DAY))
    blank = forms.BooleanField(label=_("Blank, to be written by hand"), required=False)

    def __init__(self, data=None, *, printouts, texts=(), places=(), language="", **kwargs):
        self.places = {str(row.pk): row for row in places}
        usual = {"language": language, "project": next(iter(self.places), "")}
        if data is not None:  # a link that names only the form
            data = {"form": Printout.REGISTRATION, **usual, **data.dict()}
        super().__init__(data, initial=usual, **kwargs)
        self.texts = {f"{text.kind}-{text.purpose}": text for text in texts}
        self.fields["form"].choices = choices(printouts, self.texts)
        if self.places:
            told = [(pk, f"{row.project.name} ({row.number})") for pk, row in self.places.items()]
            self.fields["project"].choices = [*told, ("", pgettext_lazy("project of a form", "none"))]
        else:
            del self.fields["project"]
        names = [(code, language_name(code)) for code, _name in settings.LANGUAGES if code != POLISH]
        self.fields["language"].choices = [("", pgettext_lazy("language beside Polish", "none")), *names]

    def clean(self):
        given = super().clean()
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", _("The end must be later than the beginning."))
        return given

    @property
    def place(self):
        """The chosen place in a project, if any."""
        return self.places.get(self.cleaned_data.get("project", ""))

    def wish(self):
        given = self.cleaned_data
        of_meetings = given["form"] in OF_MEETINGS
        text = self.texts.get(given["form"])
        return Wish(
            text.kind if text else given["form"],
            given["language"],
            since=given.get("since") if of_meetings else None,
            until=given.get("until") if of_meetings else None,
            text=text,
        )


class BlankForm(PrintForm):
    """Of nobody: an attendance list is one for a day."""

    def __init__(self, *args, day, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["since"].label = _("Day of the attendance list")
        self.fields["since"].initial = day
        del self.fields["until"]
        del self.fields["blank"]


def choices(printouts, texts):
    """Forms to choose from: those of the house, and each notice or consent form in use by what it is about."""
    found = [(one.value, one.label) for one in printouts if one not in OF_TEXTS]
    return found + [(key, f"{Printout(text.kind).label}: {text.get_purpose_display()}") for key, text in texts.items()]


def language_for(client):
    """The language of the portal that the person reads best, as far as the file says; English for all others, "" for Polish."""
    known = dict(settings.LANGUAGES)
    for code in (client.language, *(row.language for row in languages_of(client))):
        if code in known:
            return "" if code == POLISH else code
    return "en"
