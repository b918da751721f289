"""The review rhythm of articles: which are past their check, who looks after them, "checked today" for all languages at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mosty.core import time
from mosty.core.errors import Missing
from mosty.guide import access
from mosty.guide.actions import checks as actions
from mosty.guide.queries import acts, checks
from mosty.portal.editors.acts import act_name, shown
from mosty.portal.editors.lists import asked, narrowed
from mosty.portal.editors.living import editor, page
from mosty.ui.lists import page_of
from mosty.ui.screens import acts as answers
from mosty.ui.screens import done, reads

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@reads
def index(request: HttpRequest) -> HttpResponse:
    """Every article, the longest unchecked first."""
    access.demand_guide(request.user)
    only = request.GET.get("only", "")
    rows = checks.articles()
    if only == "mine":
        rows = [row for row in rows if row.owner_id == request.user.pk]
    if only == "overdue":
        rows = [row for row in rows if row.next_check_on < time.today()]
    words = asked(request)
    found = page_of(request, narrowed(rows, words, lambda row: f"{row.title} {row.slug}"))
    return page(request, "articles", _("Review of articles"), {"rows": found, "words": words, "only": only, "today": time.today()})


@reads
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """One article: when it was checked, by which rhythm, what waits."""
    access.demand_guide(request.user)
    row = checks.article(slug)
    if row is None:
        raise Missing
    context = {
        "article": row,
        "is_late": row.next_check_on < time.today(),
        "is_mine": row.owner_id == request.user.pk,
        "waiting": shown(checks.waiting().filter(article=slug), request.user),
        "acts": [(act, act_name(act)) for act in acts.of_article(slug)],
        "edit_url": reverse("wagtailadmin_pages:edit", args=[row.pk]),
    }
    return page(request, "article", row.title, context, trail=((_("Review of articles"), reverse("living:articles")),))


@answers
def confirm(request: HttpRequest, slug: str) -> HttpResponse:
    """POST: somebody looked, the article is still true; one answer for every language."""
    access.demand_guide(request.user)
    back = reverse("living:article", args=[slug])
    if request.method == "POST":
        actions.confirm_article(slug, by=editor(request))
        return done(request, _("Checked today, in every language it has."), to=back)
    return HttpResponseRedirect(back)


@answers
def take(request: HttpRequest, slug: str) -> HttpResponse:
    """POST: I look after the article and its facts, or no longer."""
    access.demand_guide(request.user)
    back = reverse("living:article", args=[slug])
    if request.method == "POST":
        actions.look_after(slug, by=editor(request), owner=None if "leave" in request.POST else editor(request))
        return done(request, _("Saved."), to=back)
    return HttpResponseRedirect(back)
