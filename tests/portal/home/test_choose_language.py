from django.conf import settings


def test_root_offers_ten_languages_by_their_own_names_and_sends_nobody_anywhere(client, soup):
    response = client.get("/", headers={"accept-language": "ka-GE,ka;q=0.9,en;q=0.5"})
    links = soup(response).select("main a")
    assert response.status_code == 200
    assert [link["href"] for link in links][:2] == ["/ka/", "/en/"]
    assert {link.text for link in links} == {name for _, name in settings.LANGUAGES}
    assert soup(response).html["lang"] == "ka"
    assert "Accept-Language" in response["Vary"]


def test_arabic_name_stands_from_right_to_left(client, soup):
    card = soup(client.get("/")).select_one('main [lang="ar"]')
    assert card["dir"] == "rtl"


def test_root_needs_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/", headers={"accept-language": "xx, q=broken;;"}).status_code == 200
