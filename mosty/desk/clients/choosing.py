"""Finding an existing file inside another form: one button looks, another takes the one that is marked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mosty.clients.queries import find_clients


class ChooseForm(forms.Form):
    find = forms.CharField(
        label=_("Name, number or phone"), required=False, max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    client = forms.UUIDField(
        label=_("Person"), required=True, error_messages={"required": _("Please mark the person."), "invalid": _("Please mark the person.")}
    )


class Choosing:
    """What was typed, what was found, which is marked. Names travel in the body of a POST, never in an address."""

    def __init__(self, request, *, wanted=True):
        posted = request.POST if request.method == "POST" else None
        self.is_choice = bool(posted) and "look" not in posted
        self.form = ChooseForm(posted if self.is_choice else None, initial={"find": (posted or {}).get("find", "")[:200]})
        self.text = (posted or {}).get("find", "")[:200]
        self.marked = (posted or {}).get("client", "")
        self.found = find_clients(request.user, self.text) if posted and wanted and self.text.strip() else None

    @property
    def options(self):
        """The files found, each with whether it is marked; a single one is marked by itself."""
        clients = self.found.clients if self.found else []
        return [{"client": client, "checked": str(client.pk) == self.marked or len(clients) == 1} for client in clients]
