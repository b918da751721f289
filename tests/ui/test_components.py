"""The kit's components: they refuse what they do not know, tie words to boxes, and escape what people wrote."""

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory
from django.urls import include, path
from django_cotton.compiler_regex import CottonCompiler

from mosty.ui.samples import SAMPLES
from tests.guards import check_html

urlpatterns = [path("ui/", include("mosty.ui.urls"))]


def render(source, **context):
    """What a template file with this text would give; cotton's tags are compiled by its loader only."""
    return engines["django"].from_string(CottonCompiler().process(source)).render(context, RequestFactory().get("/"))


@pytest.mark.parametrize(
    "source",
    [
        '<c-button kind="blue">Go</c-button>',
        '<c-badge kind="blue">x</c-badge>',
        '<c-alert kind="error">x</c-alert>',
        '<c-choice kind="select">x</c-choice>',
        '<c-steps flow="up" />',
        '<c-sitting kind="x" />',
    ],
)
def test_unknown_variant_is_refused(source):
    with pytest.raises(ValueError, match="unknown variant"):
        render(source)


def test_unknown_variant_does_not_break_a_page_in_production(settings):
    settings.UI_STRICT = False
    assert "Go" in render('<c-button kind="blue">Go</c-button>')


def test_unknown_icon_is_a_circle_in_production_only(settings):
    settings.UI_STRICT = False
    assert "<circle" in render('<c-icon name="no-such-icon-at-all" />')


@pytest.mark.parametrize("source", ["<c-button>Go</c-button>", '<c-button href="/x/">Go</c-button>'])
def test_button_passes_attributes_on(source):
    html = render(source.replace("<c-button", '<c-button hx-get="/y/" data-submit-once'))
    assert 'hx-get="/y/"' in html
    assert "data-submit-once" in html
    assert ("<a " in html) == ("href" in source)


def test_what_people_wrote_cannot_leave_an_attribute():
    html = render('<c-card title="{{ bad }}">{{ bad }}</c-card><c-button title="{{ bad }}">x</c-button>', bad='"a" onclick="alert(1)" <b>"')
    check_html(html)
    assert "<b>" not in html


class BoxForm(forms.Form):
    name = forms.CharField(help_text="A nickname will do.")
    way = forms.ChoiceField(choices=[("a", "in person"), ("b", "by phone")], widget=forms.RadioSelect, help_text="How?")
    agreed = forms.BooleanField(label="I agree")


def test_field_ties_label_hint_and_error_to_the_box():
    html = render('<c-field :field="form.name" />', form=BoxForm({}))
    assert 'for="id_name"' in html
    assert 'aria-describedby="id_name-error id_name-hint"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_name-error"' in html
    assert 'id="id_name-hint"' in html


def test_field_draws_a_list_of_choices_as_one_fieldset():
    html = render('<c-field :field="form.way" data-x="1" />', form=BoxForm())
    assert html.count("<fieldset") == 1
    assert 'aria-describedby="id_way-hint"' in html
    assert 'data-x="1"' in html
    assert html.count('type="radio"') == 2


def test_field_draws_one_box_to_tick_beside_its_words():
    html = render('<c-field :field="form.agreed" />', form=BoxForm())
    assert 'class="field check"' in html
    assert "I agree" in html


def test_error_summary_leads_to_each_box():
    html = render('<c-error-summary :form="form" />', form=BoxForm({}))
    assert 'href="#id_name"' in html
    assert 'tabindex="-1"' in html
    assert 'href="#id_way"' in html


@pytest.mark.parametrize("lang", sorted(SAMPLES))
@pytest.mark.parametrize("face", ["site", "desk"])
@pytest.mark.urls("tests.ui.test_components")
def test_gallery_shows_every_component_in_its_language(client, lang, face):
    answer = client.get(f"/ui/gallery/{lang}/", {"face": face})
    assert answer.status_code == 200
    html = answer.content.decode()
    assert f'lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}"' in html
    assert f"ui/css/{face}.css" in html


@pytest.mark.urls("tests.ui.test_components")
def test_gallery_has_no_fourth_language(client):
    assert client.get("/ui/gallery/xx/").status_code == 404


@pytest.mark.parametrize("lang", sorted(SAMPLES))
def test_samples_are_complete(lang):
    assert SAMPLES[lang].keys() == SAMPLES["pl"].keys()
