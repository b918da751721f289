"""A fee changes once; ten languages show it at once, each in its own writing, and nothing waits for a translation."""

from django.conf import settings
from wagtail_localize.models import StringTranslation

from mosty.guide.actions.facts import set_value
from mosty.guide.models import Fact, TownTask
from tests.guide.library import load, write


def test_changed_fee_in_ten_languages(morning, tmp_path, client):
    home = write(tmp_path) / "articles/address"
    for code, _name in settings.LANGUAGES:
        if not (home / f"{code}.toml").exists():
            (home / f"{code}.toml").write_text((home / "en.toml").read_text())
    load(tmp_path)
    for code, _name in settings.LANGUAGES:
        assert "340\N{NO-BREAK SPACE}zł" in client.get(f"/{code}/guide/address/").content.decode()
    before = list(StringTranslation.objects.order_by("pk").values_list("pk", "data", "has_error", "updated_at"))
    set_value(Fact.objects.get(key="fee"), by=morning.natalia, value="1234.50")
    for code, _name in settings.LANGUAGES:
        shown = client.get(f"/{code}/guide/address/").content.decode()
        assert "340\N{NO-BREAK SPACE}zł" not in shown
        assert "234,50\N{NO-BREAK SPACE}zł" in shown or "234.50\N{NO-BREAK SPACE}zł" in shown
    assert list(StringTranslation.objects.order_by("pk").values_list("pk", "data", "has_error", "updated_at")) == before
    assert not TownTask.objects.exists()
