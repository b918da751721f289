"""The form of a whole plan: a head, goals, actions of each goal. Works without a script: a button asks for one more row."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.http import Http404
from django.utils.translation import gettext as _

from mosty.casework.enums.plans import MOST_ACTIONS, MOST_GOALS, GoalState, LifeDomain, Who
from mosty.casework.queries.contents import Aim, Content, Step
from mosty.desk.plans.forms import ActionForm, GoalForm, HeadForm


@dataclass
class GoalRow:
    id: UUID
    form: GoalForm
    actions: list[tuple[UUID, ActionForm]]

    @property
    def is_empty(self):
        return not _filled(self.form) and not any(_filled(form) for _id, form in self.actions)


class Board:
    """From what stands in the plan (`content`), or from what was sent (`data`); `is_checked` says whether that is to be judged yet."""

    def __init__(self, *, content=None, base=0, data=None, is_checked=True, more=""):
        self.data, self.is_checked = data, is_checked
        if data is None:
            head = {"language": content.language, "agreed_on": content.agreed_on, "review_on": content.review_on, "base": base}
            head["their_language"] = content.their_language
            self.head = HeadForm(initial=head)
            self.goals = [self._kept(aim) for aim in content.aims]
            if not self.goals:
                self.goals = [self._blank()]
        else:
            self.head = self._form(HeadForm, "")
            self.goals = [self._sent(goal) for goal in _ids(data.getlist("goal"), MOST_GOALS + 1)] or [self._blank()]
        if more == "goal":
            self.goals.append(self._blank())
        for row in self.goals:
            if more == str(row.id):
                row.actions.append(self._blank_action())

    def is_valid(self):
        """Is every box filled as its kind wants it?"""
        good = [self.head.is_valid()]
        for row in self.goals:
            good += [row.form.is_valid(), *(form.is_valid() for _id, form in row.actions)]
            if not row.is_empty and not row.form.cleaned_data.get("words") and "words" not in row.form.errors:
                row.form.add_error("words", _("Please say in a few words what it is about."))
                good.append(False)
        return all(good)

    def content(self):
        """What was written; rows without any words are left out."""
        head = self.head.cleaned_data
        aims = tuple(
            Aim(
                words=row.form.cleaned_data["words"],
                theirs=row.form.cleaned_data["theirs"],
                domain=row.form.cleaned_data["domain"] or LifeDomain.RESIDENCE,
                until=row.form.cleaned_data["until"],
                state=row.form.cleaned_data["state"] or GoalState.OPEN,
                steps=tuple(
                    Step(
                        words=form.cleaned_data["words"],
                        theirs=form.cleaned_data["theirs"],
                        who=form.cleaned_data["who"] or Who.CLIENT,
                        whom=form.cleaned_data["whom"],
                        until=form.cleaned_data["until"],
                        id=pk,
                    )
                    for pk, form in row.actions
                    if form.cleaned_data["words"]
                ),
                id=row.id,
            )
            for row in self.goals
            if row.form.cleaned_data["words"]
        )
        return Content(
            language=head["language"],
            their_language=head["their_language"],
            agreed_on=head["agreed_on"],
            review_on=head["review_on"],
            aims=aims,
        )

    @property
    def base(self):
        return self.head.cleaned_data["base"]

    def refuse(self, refusal):
        """The refusal of the verb at the box that it is about."""
        sentence, field = str(refusal.sentence), refusal.field or ""
        for form in self.forms():
            name = field.removeprefix(f"{form.prefix}-") if form.prefix else field
            if name in form.fields and form.add_prefix(name) == field:
                form.add_error(name, sentence)
                return
        self.head.add_error(None, sentence)

    def forms(self):
        yield self.head
        for row in self.goals:
            yield row.form
            for _id, form in row.actions:
                yield form

    def errors(self):
        """(address on the page, label, sentence) of everything that is wrong."""
        if not self.is_checked or self.data is None:
            return []
        found = [("", "", sentence) for sentence in self.head.non_field_errors()]
        for form in self.forms():
            found += [(box.id_for_label, box.label, sentence) for box in form for sentence in box.errors]
        return found

    def _kept(self, aim):
        form = GoalForm(
            prefix=f"goal-{aim.id}",
            initial={"words": aim.words, "theirs": aim.theirs, "domain": aim.domain, "until": aim.until, "state": aim.state},
        )
        actions = [
            (
                step.id,
                ActionForm(
                    prefix=f"action-{step.id}",
                    initial={"words": step.words, "theirs": step.theirs, "who": step.who, "whom": step.whom, "until": step.until},
                ),
            )
            for step in aim.steps
        ]
        return GoalRow(aim.id, form, actions or [self._blank_action()])

    def _sent(self, pk):
        actions = [
            (action, self._form(ActionForm, f"action-{action}"))
            for action in _ids(self.data.getlist(f"goal-{pk}-action"), MOST_ACTIONS + 1)
        ]
        return GoalRow(pk, self._form(GoalForm, f"goal-{pk}"), actions)

    def _form(self, kind, prefix):
        """Judged, or with what was typed and no word about it yet."""
        if self.is_checked:
            return kind(self.data, prefix=prefix or None)
        form = kind(prefix=prefix or None)
        form.initial = {name: self.data.get(form.add_prefix(name), "") for name in form.fields}
        return form

    def _blank(self):
        pk = uuid4()
        return GoalRow(pk, GoalForm(prefix=f"goal-{pk}"), [self._blank_action()])

    @staticmethod
    def _blank_action():
        pk = uuid4()
        return pk, ActionForm(prefix=f"action-{pk}")


def _filled(form):
    """Did somebody write into it? Choices alone do not count."""
    return any(str(form[name].value() or "").strip() for name in ("words", "theirs", "whom") if name in form.fields)


def _ids(texts, most):
    try:
        return list(dict.fromkeys(UUID(text) for text in texts))[:most]
    except ValueError:
        raise Http404 from None
