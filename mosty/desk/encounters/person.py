"""Whose conversation it was: searched for first, then marked, or written down anew after a look at who may be meant."""

from __future__ import annotations

from django.utils.translation import gettext as _

from mosty.clients.access import get_client
from mosty.clients.actions import open_client
from mosty.clients.actions.details import save_details
from mosty.clients.actions.merging import tell_apart
from mosty.clients.enums import Verdict
from mosty.clients.queries import find_clients
from mosty.clients.queries.alike import alike
from mosty.desk.clients.forms import NewPersonForm, typed
from mosty.desk.encounters.forms import NEW, NOBODY
from mosty.desk.notes.keeping import uuid

MOST_SHOWN = 8  # files that may be meant; who wants more types more


class Whose:
    """The part of the form that says whose conversation it was. What was typed travels in the body of a POST, never in an address."""

    def __init__(self, request, source, *, is_looking):
        self.user, self.source, self.is_looking = request.user, source, is_looking
        posted = request.POST if request.method == "POST" else {}
        self.text = (posted.get("find", "") if posted else source.booked_name)[:200]
        self.who = posted.get("who", NOBODY) or NOBODY
        self.found = find_clients(request.user, self.text) if posted and source.asks_person and self.text.strip() else None
        self.apart = set(posted.getlist("apart")) if posted else set()
        self.hits = list(self.found.own[:MOST_SHOWN]) if self.found else []
        self.is_partial = bool(self.found) and (self.found.is_partial or len(self.found.own) > MOST_SHOWN)
        self.warns = False
        if is_looking and self.who == NOBODY and len(self.hits) == 1 and self.hits[0].is_sure:
            self.who = str(self.hits[0].client.pk)
        self.client = self._marked()
        self.form = self._new_form(posted)

    @property
    def was_searched(self):
        """A new file is opened only after a search."""
        return self.found is not None and not self.found.is_too_short

    @property
    def is_new(self):
        return self.source.asks_person and self.who == NEW

    @property
    def options(self):
        """The files that may be meant; the marked one stays even if the box was emptied."""
        shown = [hit.client for hit in self.hits]
        reasons = {hit.client.pk: hit.reasons for hit in self.hits}
        if self.client is not None and self.client not in shown and self.source.asks_person:
            shown.insert(0, self.client)
        return [{"client": one, "checked": str(one.pk) == self.who, "reasons": reasons.get(one.pk, ())} for one in shown]

    def candidates_stand_in_the_way(self):
        """A new person who may have a file already: those files are shown first, and nothing is saved yet."""
        hits = alike(self.user, self.form.person())
        unseen = {str(hit.client.pk) for hit in hits} - self.apart
        if not unseen:
            return False
        known = {hit.client.pk for hit in hits}
        self.hits = [*hits, *(hit for hit in self.hits if hit.client.pk not in known)]
        self.warns = True
        return True

    @property
    def now_apart(self):
        """Files that are on the page now: pressing Save again says that they are other people."""
        return [str(hit.client.pk) for hit in self.hits] if self.warns else sorted(self.apart)

    def open_file(self):
        """The new file. Files that were shown as likely and passed over are kept as different people."""
        passed_over = alike(self.user, self.form.person())
        client = open_client(centre=self.source.centre, by=self.user, **self.form.values())
        if self.form.details():
            save_details(client, by=self.user, **self.form.details())
        for hit in passed_over:
            if hit.client.organization_id == client.organization_id and str(hit.client.pk) in self.apart:
                tell_apart(client, hit.client, verdict=Verdict.DIFFERENT, by=self.user)
        return client

    def refusal(self):
        """Why a new file cannot be opened yet; empty when it can."""
        return "" if self.was_searched else _("Please search first: perhaps the file exists already.")

    def _marked(self):
        if not self.source.asks_person:
            return self.source.client
        pk = uuid(self.who)
        return get_client(self.user, pk) if pk else None

    def _new_form(self, posted):
        prefix = "new"
        if self.is_new and not self.is_looking:
            return NewPersonForm(posted, prefix=prefix)
        as_typed = {name.removeprefix("new-"): posted[name] for name in posted if name.startswith("new-") and posted[name]}
        begun = typed(self.text) if self.found else {}
        return NewPersonForm(prefix=prefix, initial=begun | {k: v for k, v in self.source.person.items() if v} | as_typed)
