"""Projects and people for tests of participation."""

from datetime import date
from itertools import count

from mosty.clients.actions import open_client
from mosty.clients.actions.details import save_details
from mosty.programme.actions.participations import enrol
from mosty.programme.actions.projects import Terms, begin_project
from mosty.programme.queries.eligibility import Facts

numbers = count(1)
TODAY = date(2026, 11, 25)  # of tests.desk.moment
GIVEN = {
    "identity": {"answer": "seen", "on": "2026-11-20"},
    "stay": {"answer": "seen", "on": "2026-11-20"},
    "citizenship": {"answer": "yes"},
    "rules": {"answer": "yes"},
}


def project_of(cast, prefix="WLKP", **values):
    given = {"name": "Mosty 2", "prefix": prefix, "first_on": date(2026, 1, 1), "last_on": date(2028, 12, 31), "by": None}
    given |= {"centres": [cast.poznan, cast.konin], "services": [cast.lawyer], "organization": cast.rops} | values
    by, organization = given.pop("by"), given.pop("organization")
    return begin_project(Terms(**given), organization=organization, by=by)


def person(cast, born=date(1990, 5, 6), quality="full", **values):
    given = {"centre": cast.poznan, "name": f"Olena {next(numbers)}", "citizenship": "UA", "by": cast.oksana} | values
    client = open_client(**given)
    if quality:
        year = born.year if quality == "year" else None
        save_details(client, birth_quality=quality, birth_on=None if year else born, birth_year=year, sex="woman", by=cast.oksana)
        client.refresh_from_db()
    return client


def facts(**values):
    given = {"entry_on": date(2026, 11, 23), "declared_on": date(2026, 11, 23), "sex": "woman", "citizenship": "UA"}
    return Facts(**(given | {"stay_basis": "temporary-protection"} | values))


def take_in(cast, project, client=None, *, given=None, despite=False, by=None, **values):
    return enrol(client or person(cast), project, facts(**values), given or GIVEN, despite=despite, by=by or cast.oksana)
