"""What the page of a person says about notices and consents."""

from mosty.clients.enums.consents import MAIN_PURPOSE, Cause, Purpose
from mosty.clients.queries.consents import WARNINGS, overview


def consents_box(client):
    """For `desk/consents/_box.html`: the main notice, and the questions for consent that were answered or can be asked."""
    seen = overview(client)
    notice = next(line for line in seen.notices if line.purpose == MAIN_PURPOSE)
    asked = [
        {"purpose": str(Purpose(line.purpose).label), "badge": BADGES.get(line.cause, "warn"), "cause": line.cause.value, "line": line}
        for line in seen.consents
        if line.cause != Cause.LAW and (line.answer is not None or line.form is not None)
    ]
    # what has its own sentence in the box, or its own button, is not said twice
    said = {"missing", "no-form"}
    warnings = [line_warning for line in (notice, *seen.consents) for line_warning in line.warnings if line_warning not in said]
    return {"notice": notice, "consents": asked, "warnings": [WARNINGS[code] for code in dict.fromkeys(warnings)]}


BADGES = {Cause.CONSENT: "river", Cause.REFUSED: "plain", Cause.NEVER_ASKED: "line", Cause.WITHDRAWN: "danger"}
