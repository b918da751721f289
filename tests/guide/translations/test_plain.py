"""A plain page is translated as an article is; until then its readers are told so in their language."""

from bs4 import BeautifulSoup

from mosty.guide.actions.trees import index_of
from mosty.guide.models import PlainPage, TranslationWish
from mosty.guide.queries import ledger
from tests.cast import sign_in


def plain_page():
    page = PlainPage(title="O przewodniku", slug="about", summary="Skąd to wiemy")
    page.body = page.body.stream_block.to_python([{"type": "text", "value": {"heading": "", "text": "<p>Czytamy ustawy.</p>"}}])
    index = index_of("pl")
    page.locale = index.locale
    index.add_child(instance=page)
    page.save_revision().publish()
    return page


def test_plain_page_is_begun_written_and_published(guide, cast, client):
    page = plain_page()
    notice = BeautifulSoup(client.get("/uk/guide/about/").content, "html.parser").main
    assert notice.select_one('a[href="?read=pl"]')
    assert "Czytamy" not in notice.get_text()
    assert "Czytamy ustawy" in client.get("/uk/guide/about/?read=pl").content.decode()
    assert client.post("/uk/guide/about/wish/").status_code == 303
    assert TranslationWish.objects.get().article == "about"
    browser = sign_in(cast.people["daria"])
    assert "O przewodniku" in browser.get("/guide-admin/translations/?language=uk&need=none").content.decode()
    assert browser.post(f"/guide-admin/translations/start/{page.pk}/", {"language": "uk"}).status_code == 303
    address = "/guide-admin/translations/uk/about/"
    for one in ledger.segments(page.translation_key, "uk"):
        sent = {"do": "write", "segment": one.id, "text": f"Переклад №{one.order}", "seen": ledger.text_hash(one.text)}
        assert browser.post(address, sent).status_code == 303
    assert "Переклад №" not in client.get("/uk/guide/about/?read=pl").content.decode()
    assert sign_in(cast.people["robert"]).post(address, {"do": "publish"}).status_code == 303
    assert "Переклад №" in client.get("/uk/guide/about/").content.decode()
    assert client.get("/ka/guide/about/").status_code == 200
