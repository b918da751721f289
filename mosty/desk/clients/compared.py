"""Two files side by side, line by line, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mosty.clients.actions.merging import CHOICES
from mosty.clients.enums import Education, Sex, WorkStatus, YesNo, answers
from mosty.core import world
from mosty.core.contacts import spoken_phone
from mosty.core.dates import day_words
from mosty.desk.clients.words import born

LABELS = {
    "name": gettext_lazy("Name"),
    "phone": gettext_lazy("Phone"),
    "email": gettext_lazy("E-mail"),
    "language": gettext_lazy("Language"),
    "citizenship": gettext_lazy("Citizenship"),
    "birth": gettext_lazy("Birth date"),
    "sex": gettext_lazy("Sex"),
    "education": gettext_lazy("Education finished"),
    "work": gettext_lazy("Work"),
    "needs_interpreter": gettext_lazy("Needs an interpreter at offices"),
    "notice": gettext_lazy("Information notice"),
}
WORDS = {
    "name": lambda client: client.name,
    "phone": lambda client: spoken_phone(client.phone) if client.phone else "",
    "email": lambda client: client.email,
    "language": lambda client: world.language_name(client.language) if client.language else "",
    "citizenship": lambda client: world.country_name(client.citizenship) if client.citizenship else "",
    "birth": born,
    "sex": lambda client: _answer(Sex, client.sex),
    "education": lambda client: _answer(Education, client.education),
    "work": lambda client: _answer(WorkStatus, client.work),
    "needs_interpreter": lambda client: _answer(YesNo, client.needs_interpreter),
    "notice": lambda client: day_words(client.notice_shown_on, "plain") if client.notice_shown_on else "",
}


def lines(kept, gone, posted):
    """Each line of the comparison; those that differ can be chosen, an empty value never."""
    found = []
    for choice, fields in CHOICES.items():
        values = {"kept": WORDS[choice](kept), "gone": WORDS[choice](gone)}
        differs = any(getattr(kept, field) != getattr(gone, field) for field in fields) and values["kept"] and values["gone"]
        found.append(
            {
                "key": choice,
                "label": LABELS[choice],
                "kept": values["kept"] or _("nothing noted"),
                "gone": values["gone"] or _("nothing noted"),
                "is_choice": bool(differs),
                "takes_gone": posted.get(choice) == "gone" if differs else bool(values["gone"] and not values["kept"]),
            }
        )
    return found


def _answer(values, code):
    return str(dict(answers(values))[code]) if code else ""
