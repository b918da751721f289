"""The gateway adapter against a real HTTP server on this machine."""

import json
import logging
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from mosty.comms import sms
from mosty.comms.enums import Failure, NotSent


class Gateway(BaseHTTPRequestHandler):
    answer = 200
    got: list = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        Gateway.got.append((json.loads(body), self.headers["Authorization"]))
        self.send_response(Gateway.answer)
        if Gateway.answer == 302:
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def gateway(settings):
    server = HTTPServer(("127.0.0.1", 0), Gateway)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    Gateway.answer, Gateway.got = 200, []
    settings.SMS_ADAPTER = "mosty.comms.sms.http_gateway"
    settings.SMS_URL, settings.SMS_TOKEN = f"http://127.0.0.1:{server.server_port}/send", "key"
    yield Gateway
    server.shutdown()
    thread.join()
    server.server_close()


def test_gateway_gets_number_text_and_key(gateway):
    sms.send("+48600100200", "Mosty. Код 1")
    assert gateway.got == [({"to": "+48600100200", "text": "Mosty. Код 1"}, "Bearer key")]


@pytest.mark.parametrize(
    ("status", "is_final"), [(400, True), (422, True), (401, False), (408, False), (429, False), (500, False), (503, False), (302, False)]
)
def test_refusals_of_the_gateway(gateway, status, is_final):
    gateway.answer = status
    with pytest.raises(NotSent) as refusal:
        sms.send("+48600100200", "text")
    assert (refusal.value.failure, refusal.value.is_final) == (Failure.REFUSED, is_final)
    assert len(gateway.got) == 1


def test_gateway_that_does_not_answer(settings):
    settings.SMS_ADAPTER, settings.SMS_URL, settings.SMS_TOKEN = "mosty.comms.sms.http_gateway", "http://127.0.0.1:1/send", ""
    with pytest.raises(NotSent) as refusal:
        sms.send("+48600100200", "text")
    assert (refusal.value.failure, refusal.value.is_final) == (Failure.UNREACHABLE, False)


def test_console_says_only_the_length(settings, caplog):
    settings.SMS_ADAPTER = "mosty.comms.sms.console"
    caplog.set_level(logging.INFO)
    sms.send("+48600100200", "Mosty. Code 482913756")
    assert "21 characters" in caplog.text
    assert "482913756" not in caplog.text
    assert "600100200" not in caplog.text
