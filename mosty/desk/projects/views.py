"""Projects: the list, one project with its numbers and participants, its terms, its checklist, the list as a file."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from mosty.accounts.enums import Right
from mosty.core.errors import PermissionDenied, Refusal
from mosty.core.texts import told
from mosty.desk.projects import words
from mosty.desk.projects.forms import ChecklistForm, ProjectForm, initial_of
from mosty.programme.access import projects as access
from mosty.programme.actions.projects import begin_project, change_project, save_checklist
from mosty.programme.enums.projects import AgeGroup, QuestionKind
from mosty.programme.queries import lists, participants
from mosty.programme.queries import projects as queries
from mosty.programme.queries.checklists import newest, questions_of, versions
from mosty.programme.queries.counting import SEXES, minutes_total, supported
from mosty.programme.queries.eligibility import question_words
from mosty.ui.lists import page_of
from mosty.ui.screens import done, reads, refusals_on, screen, writes

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@reads
def list_(request):
    access.demand_projects(request.user)
    page = page_of(request, queries.project_list(request.user))
    context = {
        "page": page,
        "rows": [{"project": project, "state": words.state(project)} for project in page.object_list],
        "may_begin": access.can_begin(request.user),
    }
    return screen(request, "desk/projects/list.html", context)


@reads
def show(request, pk):
    """Numbers for everybody who sees the project; who takes part only for those who enrol at one of its centres."""
    project = access.get_project(request.user, pk)
    mine = queries.organizations_of(request.user)
    counted = supported(project, mine)
    context = {
        "project": project,
        "state": words.state(project),
        "centres": queries.centres_of(project),
        "services": [told(service.names) for service in queries.services_of(project)],
        "has_partners": queries.has_partners(project),
        "questions": [
            {"text": question_words(one), "kind": QuestionKind(one.kind).label, "is_required": one.is_required}
            for one in questions_of(newest(project)).questions
        ],
        "counted": counted,
        "figures": words.figures(counted),
        "hours": words.hours(minutes_total(project, mine)),
        "may_change": access.can_change(request.user, project),
        "may_export": access.can_export(request.user, project),
        "sees_people": access.sees_people(request.user, project),
    }
    if context["sees_people"]:
        context |= _people(request, project)
    return screen(request, "desk/projects/show.html", context)


@writes
def new(request):
    access.demand_projects(request.user)
    owner = access.get_owner(request.user)
    form = _form(request, owner, None)
    if form.is_valid():
        with refusals_on(form):
            project = begin_project(form.terms(), organization=owner, by=request.user)
            words_ = _("The project is written down. Please look through its checklist.")
            return done(request, words_, to=reverse("desk:projects:checklist", args=[project.pk]))
    return screen(request, "desk/projects/change.html", {"form": form, "project": None, "owner": owner})


@writes
def change(request, pk):
    project = access.get_project_to_change(request.user, pk)
    form = _form(request, project.organization, project)
    if form.is_valid():
        with refusals_on(form):
            change_project(project, form.terms(), by=request.user)
            return done(request, _("Saved."), to=reverse("desk:projects:show", args=[pk]))
    return screen(request, "desk/projects/change.html", {"form": form, "project": project, "owner": project.organization})


@writes
def checklist(request, pk):
    """The questions on one page. Whoever saves second is told, and what was typed stays."""
    project = access.get_project_to_change(request.user, pk)
    kept = versions(project)
    last = kept[0] if kept else None
    form = ChecklistForm(request.POST or None, questions=questions_of(last), version=last.version if last else 0)
    if form.is_valid():
        try:
            row = save_checklist(project, form.questions(), base=form.cleaned_data["base"], by=request.user)
        except Refusal as refusal:
            field = form.field_of(refusal.field)
            form.add_error(field if field in form.fields else None, str(refusal.sentence))
            if refusal.code == "changed-meanwhile":  # seen now; pressing Save again puts this one on top
                form.data = form.data.copy()
                form.data["base"] = str(last.version if last else 0)
        else:
            said = _("The checklist is kept as version %(number)d.") % {"number": row.version}
            return done(request, said, to=reverse("desk:projects:show", args=[pk]))
    now = (
        [{"text": question_words(one), "kind": QuestionKind(one.kind).label} for one in questions_of(last).questions]
        if form.is_bound and form.errors
        else []
    )
    context = {"project": project, "form": form, "rows": form.rows(), "checks": form.checks(), "versions": kept, "now": now}
    return screen(request, "desk/projects/checklist.html", context)


@reads
def export_csv(request, pk):
    project, rows = _exported(request, pk)
    answer = HttpResponse(lists.csv_text(rows), content_type="text/csv; charset=utf-8")
    return _file(answer, project, "csv")


@reads
def export_xlsx(request, pk):
    project, rows = _exported(request, pk)
    return _file(HttpResponse(lists.xlsx_bytes(rows, title=project.prefix), content_type=XLSX), project, "xlsx")


def _exported(request, pk):
    """Everybody the user may take along; that it was done is noted."""
    project = access.get_project(request.user, pk)
    if not access.can_export(request.user, project):
        raise PermissionDenied
    rows = list(participants.participants(request.user, project, Right.PROJECT_EXPORT, **_asked(request)))
    participants.note_participants(rows, "export")
    return project, rows


def _file(answer, project, kind):
    answer.headers["Content-Disposition"] = f'attachment; filename="{project.prefix.lower()}-participants.{kind}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _asked(request):
    return {name: request.GET.get(name, "")[:30] for name in ("state", "sex", "age", "number")}


def _people(request, project):
    """The page of participants, with its filters."""
    asked = _asked(request)
    page = page_of(request, participants.participants(request.user, project, **asked))
    rows = list(page.object_list)
    participants.note_participants(rows)
    query = request.GET.copy()
    query.pop("page", None)
    return {
        "page": page,
        "people": [
            {"one": one, "client": one.row.client, "age": words.age(one), "sex": words.sex(one.sex), "hours": words.hours(one.minutes)}
            | words.ending(one.row)
            for one in participants.takings(rows)
        ],
        "asked": asked,
        "is_filtered": any(asked.values()),
        "query": query.urlencode(),
        "states": [("open", _("take part now")), ("ended", _("have left")), ("not-counted", _("do not count"))],
        "sexes": [(code, words.sex(code)) for code in SEXES],
        "ages": AgeGroup.choices,
    }


def _form(request, owner, project):
    centres = access.centres_to_choose(request.user)
    had = queries.centres_of(project) if project else []
    centres += [centre for centre in had if centre not in centres]
    offered = queries.services_to_choose({owner.pk, *(centre.organization_id for centre in had)})
    counted = queries.services_of(project) if project else []
    initial = (
        initial_of(project, had, counted) if project else {"centres": [str(one.pk) for one in centres if one.organization_id == owner.pk]}
    )
    return ProjectForm(request.POST or None, centres=centres, services=offered, owner=owner, initial=initial)
