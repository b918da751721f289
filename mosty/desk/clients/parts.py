"""Parts of a file that are lists of rows: names, documents, legal stay, family, deadlines. What each shows, keeps and takes away."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mosty.clients import access
from mosty.clients.actions import contact, identity, names, stay
from mosty.clients.enums import NameKind, StayBasis
from mosty.clients.queries import file
from mosty.clients.queries.identity import warnings_of
from mosty.desk.clients import part_forms as forms
from mosty.desk.clients import words


@dataclass
class Part:
    """One list. `name` is that of its page, `one` that of a row's page; `rows` are drawn by `desk/clients/parts/_<name>.html`."""

    request: object
    client: object

    name: ClassVar[str]
    one: ClassVar[str]
    form: ClassVar[type]
    title: ClassVar[object]
    adding: ClassVar[object]
    changing: ClassVar[object]

    def options(self, row=None):
        """What the form needs beside what was sent."""
        return {}

    def can_change(self, row):
        return True

    def context(self):
        return {}


class Names(Part):
    name, one, form = "names", "name", forms.NameForm
    title, adding, changing = gettext_lazy("Names"), gettext_lazy("One more name"), gettext_lazy("Change a name")

    def rows(self):
        return [{"row": row, "kind": NameKind(row.kind).label} for row in file.names_of(self.client)]

    def get(self, pk):
        return access.get_name(self.client, pk)

    def initial(self, row):
        return {"text": row.text, "kind": row.kind, "is_main": row.is_main}

    def save(self, row, *, text, kind, is_main, by):
        if row is None:
            return names.add_name(self.client, text=text, kind=kind, is_main=is_main, by=by)
        row = names.change_name(row, text=text, kind=kind, by=by)
        if is_main and not row.is_main:
            names.make_main(row, by=by)
        return row

    def remove(self, row, *, by):
        names.remove_name(row, by=by)


class Documents(Part):
    name, one, form = "documents", "document", forms.DocumentForm
    title, adding, changing = gettext_lazy("Document numbers"), gettext_lazy("One more document"), gettext_lazy("Change a document")

    def rows(self):
        return [
            {"row": row, "words": words.document(row), "missing": file.missing_words(row), "warnings": warnings_of(row)}
            for row in file.documents_of(self.client)
        ]

    def get(self, pk):
        return access.get_identifier(self.client, pk)

    def initial(self, row):
        return {name: getattr(row, name) for name in ("kind", "missing", "country", "valid_from", "valid_to")}

    def save(self, row, *, by, **given):
        return identity.save_identifier(self.client, row=row, by=by, **given)

    def remove(self, row, *, by):
        identity.remove_identifier(row, by=by)


class Stay(Part):
    name, one, form = "stay", "status", forms.StatusForm
    title, adding, changing = gettext_lazy("Legal stay"), gettext_lazy("A new status"), gettext_lazy("Change a status")

    def rows(self):
        return [
            {"row": row, "basis": StayBasis(row.basis).label, "document": words.document(row.document) if row.document else ""}
            for row in file.statuses_of(self.client)
        ]

    def options(self, row=None):
        return {"documents": [(one, words.document(one)) for one in file.documents_of(self.client)]}

    def get(self, pk):
        return access.get_status(self.client, pk)

    def initial(self, row):
        given = {name: getattr(row, name) for name in ("basis", "valid_from", "valid_to")}
        return given | {"document": str(row.document_id or "")}

    def save(self, row, *, by, **given):
        return stay.save_status(self.client, row=row, by=by, **given)

    def remove(self, row, *, by):
        stay.remove_status(row, by=by)


class Family(Part):
    name, one, form = "family", "relative", forms.RelativeForm
    title, adding, changing = gettext_lazy("Family"), gettext_lazy("One more relative"), gettext_lazy("Change a relative")

    def rows(self):
        return [
            {"row": one.row, "is_open": one.is_open, "kind": words.relative(one.row)}
            for one in file.relatives_of(self.request.user, self.client)
        ]

    def context(self):
        related = file.related_to(self.request.user, self.client)
        return {"related": [{"client": row.client, "kind": words.relative(row)} for row in related]}

    def get(self, pk):
        return access.get_relation(self.client, pk)

    def initial(self, row):
        given = {name: getattr(row, name) for name in ("kind", "name", "birth_year", "lives_together", "may_be_told")}
        return given | {"client": row.other_id}

    def save(self, row, *, client, by, **given):
        other = None
        if row is not None and client is None and not given["name"]:
            other = row.other  # the file that is linked stays
        elif client is not None:
            other = access.get_client(self.request.user, client)
        return contact.save_relation(self.client, row=row, other=other, by=by, **given)

    def remove(self, row, *, by):
        contact.remove_relation(row, by=by)


class Deadlines(Part):
    name, one, form = "deadlines", "deadline", forms.DeadlineForm
    title, adding, changing = gettext_lazy("Deadlines"), gettext_lazy("One more deadline"), gettext_lazy("Change a deadline")

    def rows(self):
        return [words.deadline(one) for one in file.deadlines_of(self.client)]

    def context(self):
        return {"finished": [words.deadline(one) for one in file.deadlines_of(self.client, is_done=True)]}

    def get(self, pk):
        return access.get_deadline(self.client, pk)

    def can_change(self, row):
        return not row.follows

    def initial(self, row):
        return {"kind": row.kind, "on": row.on, "words": row.words}

    def save(self, row, *, by, **given):
        if row is None:
            return stay.add_deadline(self.client, by=by, **given)
        return stay.change_deadline(row, by=by, **given)

    def remove(self, row, *, by):
        stay.remove_deadline(row, by=by)

    def finish(self, row, *, by):
        row = stay.finish_deadline(row, by=by)
        return _("Done.") if row.done_on else _("The deadline is open again.")


PARTS = (Names, Documents, Stay, Family, Deadlines)
