"""One's own settings of the editor: those that nothing else in the house keeps."""

from __future__ import annotations

from typing import Any

from wagtail.admin.views.account import AccountView

KEPT = {"notifications", "theme"}  # the name, the language and the way to sign in are the account's; nobody needs a picture


class Account(AccountView):
    """Wagtail's screen without what it could not save or would keep a second time."""

    def get_panels(self) -> list[Any]:
        return [panel for panel in super().get_panels() if panel.name in KEPT]
