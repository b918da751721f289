"""The gallery: every component in every variant, in Polish, Ukrainian and Arabic, light and dark, with the portal's or the desk's sheet."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation

from mosty.ui.lists import page_of
from mosty.ui.samples import SAMPLES, rows_for
from mosty.ui.screens import reads, screen


class SampleForm(forms.Form):
    """One of each kind of box; bound with a short phone number, so that errors show."""

    name = forms.CharField()
    phone = forms.CharField(min_length=20, widget=forms.TelInput)
    language = forms.ChoiceField()
    about = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}))
    topic = forms.ChoiceField(widget=forms.RadioSelect)
    topics = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    way = forms.ChoiceField(widget=forms.RadioSelect)
    consent = forms.BooleanField()

    def __init__(self, words: dict[str, str]) -> None:
        topics = [(key, words[key]) for key in ("topic_a", "topic_b", "topic_c")]
        ways = [(key, words[key]) for key in ("way_a", "way_b", "way_c")]
        given = {"name": words["worker"], "phone": "887 063 11", "language": "uk", "about": words["good_text"]}
        super().__init__({**given, "way": "way_a", "topic": "topic_b", "topics": ["topic_a"]})
        for name, choices in {"topic": topics, "topics": topics, "way": ways, "language": [("uk", "Українська"), ("pl", "Polski")]}.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        for name, box in self.fields.items():
            box.label = words.get(name, words["topic"])
        self.fields["name"].help_text = words["name_hint"]
        self.fields["topics"].help_text = words["name_hint"]
        self.fields["phone"].error_messages["min_length"] = words["phone_error"]
        self.fields["phone"].validators[0].message = words["phone_error"]  # type: ignore[attr-defined]


@reads
def gallery(request: HttpRequest, lang: str) -> HttpResponse:
    """Every component. `?face=desk` takes the desk's sheet, `?theme=dark` the dark colours."""
    if lang not in SAMPLES:
        raise Http404
    words = SAMPLES[lang]
    context = {
        "t": words,
        "form": SampleForm(words),
        "rows": rows_for(words, lang),
        "page": page_of(request, range(1, 400), per=20),
        "face": "desk" if request.GET.get("face") == "desk" else "site",
        "theme": "dark" if request.GET.get("theme") == "dark" else "light",
        "lang": lang,
        "samples": list(SAMPLES),
    }
    with translation.override(lang):
        return screen(request, "ui/gallery.html", context)
