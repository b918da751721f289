"""Machine translation against a small engine of our own on a free port: what must not change does not, and faults have sentences."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from wagtail_localize.models import StringTranslation

from mosty.core.errors import Refusal
from mosty.guide import machine
from mosty.guide.actions import machine as work
from mosty.guide.actions import translations
from mosty.guide.models import MachineText
from tests.guide.translations.steps import article, rewrite, segment, state, waiting


class Engine(ThreadingHTTPServer):
    """Speaks as LibreTranslate and DeepL do; `speak` is what it makes of one text."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked, self.status, self.raw, self.speak = [], 200, None, lambda text: text.upper().replace("<X ID", "<x id")

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/translate":
            asked = json.loads(body)
            texts = asked["q"]
            answer = {"translatedText": [self.server.speak(text) for text in texts]}
        else:
            from urllib.parse import parse_qs  # noqa: PLC0415 - the other engine's way to ask

            asked = parse_qs(body)
            texts = asked["text"]
            answer = {"translations": [{"text": self.server.speak(text)} for text in texts]}
        self.server.asked += texts
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(self.server.raw or json.dumps(answer).encode())

    def log_message(self, *_):
        pass


@pytest.fixture
def engine(settings):
    server = Engine()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "mosty.guide.machine.GuardedTranslator",
        "OPTIONS": {"ENGINE": "libretranslate", "LIBRETRANSLATE_URL": server.address, "API_KEY": "", "TIMEOUT": 5},
    }
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def test_off_by_default(cast, guide):
    assert work.engine() is None
    with pytest.raises(Refusal) as refused:
        work.translate_open(article(), language="uk", by=cast.daria)
    assert refused.value.code == "no-machine"


@pytest.mark.parametrize("name", ["libretranslate", "deepl"])
def test_machine_translates_what_is_open_and_nothing_else(cast, guide, engine, settings, name):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR["OPTIONS"] |= {"ENGINE": name, "ADDRESS": engine.address, "AUTH_KEY": "k"}
    rewrite("Paszport", "Dowód do 30 dni: {fact:fee}, ul. Kościuszki 95, 61-716 Poznań, tel. 61 850 12 34, mObywatel")
    made = work.translate_open(article(), language="uk", by=cast.daria)
    assert (made.count, made.refused) == (1, 0)
    assert len(engine.asked) == 1
    for hidden in ("30", "fact", "Kościuszki", "61", "mObywatel"):
        assert hidden not in engine.asked[0]
    one = segment("Dowód")
    assert one.text == "DOWÓD DO 30 DNI: {fact:fee}, ul. Kościuszki 95, 61-716 Poznań, TEL. 61 850 12 34, mObywatel"
    assert one.state == "machine"
    assert MachineText.objects.get().tool == one.tool != ""
    assert waiting("uk") == {one.source: "machine"}


def test_term_stands_in_the_glossarys_words(cast, guide, engine):
    rewrite("Paszport", "Potrzebny [[term:pesel|numeru PESEL]]")
    work.translate_open(article(), language="uk", by=cast.daria)
    assert segment("Potrzebny").text == "POTRZEBNY [[term:pesel|номер PESEL]]"


@pytest.mark.parametrize(
    "speak",
    [
        lambda text: "nothing is left",
        lambda text: text + text,
        lambda text: text.replace('id="0"', 'id="7"'),
        lambda text: text + "<script>alert(1)</script>",
        lambda text: "",
    ],
)
def test_answer_that_cannot_be_trusted_is_refused(cast, guide, engine, speak):
    rewrite("Paszport", "Dowód do {fact:days}")
    engine.speak = speak
    made = work.translate_open(article(), language="uk", by=cast.daria)
    assert (made.count, made.refused) == (0, 1)
    assert waiting("uk") == {"Dowód do {fact:days}": "stale"}
    assert not StringTranslation.objects.filter(translation_type="machine").exists()


@pytest.mark.parametrize(("status", "raw"), [(403, None), (500, None), (200, b"<html>"), (200, b"[]"), (200, b'{"translatedText": []}')])
def test_fault_of_the_engine_is_a_sentence_and_writes_nothing(cast, guide, engine, status, raw):
    rewrite("Paszport", "Dowód")
    engine.status, engine.raw = status, raw
    with pytest.raises(Refusal) as refused:
        work.translate_open(article(), language="uk", by=cast.daria)
    assert (refused.value.code, bool(str(refused.value.sentence))) == ("machine-failed", True)
    assert waiting("uk") == {"Dowód": "stale"}


def test_engine_that_is_not_there(cast, guide, engine):
    rewrite("Paszport", "Dowód")
    engine.shutdown()
    engine.server_close()
    with pytest.raises(Refusal) as refused:
        work.translate_open(article(), language="uk", by=cast.daria)
    assert refused.value.code == "machine-failed"


def test_whole_article_by_machine_is_labelled_so(cast, guide, engine):
    translations.start(article(), language="ka", by=cast.robert)
    made = work.translate_open(article(), language="ka", by=cast.robert)
    assert made.refused == 0
    translations.publish(article(), language="ka", by=cast.robert)
    assert state("ka").origin == "machine"
    assert state("ka").tools == ["LibreTranslate"]


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Zadzwoń +48 22 628 01 20.", ["+48 22 628 01 20"]),
        ("Napisz: biuro@cudzoziemcy.example.org, www.gov.pl/udsc", ["biuro@cudzoziemcy.example.org", "www.gov.pl/udsc"]),
        ("Od 1.01.2026 r. 340,50 zł i 15%", ["1.01.2026", "340,50 zł", "15%"]),
        ("al. Niepodległości 16/18, 61-713 Poznań", ["al. Niepodległości 16/18, 61-713 Poznań"]),
        ('<a id="a1">ZUS</a> i <b>NFZ</b>', ["ZUS", "NFZ"]),
        ("OPSY i ZUSIE", []),
    ],
)
def test_what_is_hidden(text, hidden):
    veil = machine.Veil({}, machine.NAMES)
    sent = veil.hide(text)
    assert veil.kept == hidden
    assert veil.show(sent) == text
