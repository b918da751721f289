"""The button beside the message: without a script, back where one was, with words when it is too late."""

import re

import pytest

from mosty.casework.actions.cases import give_task, open_case
from mosty.casework.models import Case, Task
from mosty.core import time
from tests.cast import sign_in


def button(page):
    return re.search(r'action="(/desk/undo/[^"]+)"', page).group(1)


def test_a_closed_case_is_open_again(cast, clock, adviser, daryna):
    open_case(daryna, worker=cast.oksana, by=cast.oksana)
    url = f"/desk/cases/{daryna.pk}/"
    page = adviser.post(url, {"do": "close", "close-outcome": "done"}, follow=True).content.decode()
    assert Case.objects.get().state == "closed"
    assert f'name="next" value="{url}"' in page
    where = button(page)
    for other in (cast.marta, cast.ewa):
        assert sign_in(other).post(where, {"next": url}).status_code == 404
    answer = adviser.post(where, {"next": url})
    assert (answer.status_code, answer.headers["Location"]) == (303, url)
    page = adviser.get(url).content.decode()
    assert "Undone." in page
    assert "the last step was undone" in page
    assert Case.objects.get().state == "open"
    again = adviser.post(where, {"next": url}, follow=True).content.decode()
    assert "This was undone already." in again


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example/desk/", "/desk/\\evil", "/account/", "", "/desk/" + "x" * 600])
def test_it_leads_back_into_the_desk_only(cast, clock, adviser, daryna, away):
    task = give_task(words="Call", due_on=time.today(), assignee=cast.oksana, by=cast.oksana, client=daryna)
    page = adviser.post(f"/desk/cases/{daryna.pk}/", {"do": "done", "task": task.pk}, follow=True).content.decode()
    back = adviser.post(button(page), {"next": away}).headers["Location"]
    assert back.startswith("/desk/")
    assert "//evil" not in back
    assert Task.objects.get().done_on is None


def test_removed_by_mistake_in_the_file(cast, clock, adviser, file):
    adviser.post(file("family/"), {"kind": "child", "name": "Артем"})
    row = re.search(r"family/([0-9a-f-]{36})/", adviser.get(file("family/")).content.decode()).group(1)
    page = adviser.post(file(f"family/{row}/"), {"remove": "1"}, follow=True).content.decode()
    assert "Артем" not in page
    assert "Артем" in adviser.post(button(page), {"next": file("family/")}, follow=True).content.decode()
    page = adviser.post(file(f"family/{row}/"), {"remove": "1"}, follow=True).content.decode()
    clock.go(minutes=11)
    assert "for ten minutes only" in adviser.post(button(page), follow=True).content.decode()
