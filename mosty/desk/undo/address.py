"""Where the button "Undo" beside a message is sent."""

from django.urls import reverse

from mosty.core.undo import step_of


def undo_of(user, row):
    """The address that takes the user's last act on the row back; empty when there is none."""
    step = step_of(user, row)
    return reverse("desk:undo:back", args=[step]) if step else ""
