"""The operator fills in the accessibility statement: its data, and its texts in each language."""

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from mosty.guide.access import get_operator
from mosty.guide.actions.statement import FIELDS, change_statement, change_statement_texts
from mosty.guide.queries.statement import own_texts, statement
from mosty.network.accessibility.forms import StatementForm, WordsForm
from mosty.network.frame import page
from mosty.ui.screens import done, refusals_on, writes

PLACE = "network:accessibility:edit"


@writes
def edit(request):
    organization = get_operator(request.user)
    said = statement()
    form = StatementForm(request.POST or None, initial={name: getattr(said.row, name) for name in FIELDS})
    if form.is_valid():
        with refusals_on(form):
            change_statement(organization, by=request.user, **form.cleaned_data)
            return done(request, _("The statement is saved; the portal shows it."), to=reverse(PLACE))
    context = {"form": form, "organization": organization, "said": said, "languages": settings.LANGUAGES, "public_url": public_url()}
    return page(request, "network/accessibility/edit.html", context, current=PLACE, status=422 if form.is_bound else 200)


@writes
def words(request):
    language = request.GET.get("language") or settings.LANGUAGE_CODE
    get_operator(request.user)
    names = dict(settings.LANGUAGES)
    if language not in names:
        raise Http404
    said = statement()
    form = WordsForm(request.POST or None, language=language, initial=own_texts(said.row, language))
    if said.is_confirmed and form.is_valid():
        change_statement_texts(said.row, by=request.user, language=language, texts=form.cleaned_data)
        return done(request, _("The texts are saved; the portal shows them."), to=reverse(PLACE))
    context = {"form": form, "said": said, "language": language, "name": names[language], "public_url": public_url(language)}
    return page(request, "network/accessibility/words.html", context, current=PLACE, status=422 if form.is_bound else 200)


def public_url(language="pl"):
    """Where the portal shows it; another face, known by its address only."""
    return f"/{language}/accessibility/"
