"""The scanner is asked in two ways; whatever is not an answer is none."""

import socket
import stat
import sys
import threading

import pytest

from mosty.core import scanning

VIRUS = b"zkvirus"


class Clamd:
    """Answers INSTREAM as clamd does, once."""

    def __init__(self, answer):
        self.plug, self.answer, self.got = socket.create_server(("127.0.0.1", 0)), answer, b""
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    @property
    def address(self):
        return f"tcp://127.0.0.1:{self.plug.getsockname()[1]}"

    def serve(self):
        line, _who = self.plug.accept()
        with line, line.makefile("rb") as heard:
            assert heard.read(10) == b"zINSTREAM\0"
            while length := int.from_bytes(heard.read(4), "big"):
                self.got += heard.read(length)
            line.sendall(self.answer(self.got) if self.answer else b"")
        self.plug.close()


@pytest.fixture(autouse=True)
def quick(settings, tmp_path):
    settings.SCAN_SECONDS, settings.SEALED_DIR = 5, tmp_path


def program(tmp_path, body):
    """An executable of ours in a folder with a space."""
    path = tmp_path / "a scanner"
    path.write_text(f"#!{sys.executable}\n{body}")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_without_a_scanner_there_is_none(settings):
    settings.SCAN = ""
    assert not scanning.is_on()


@pytest.mark.parametrize(("data", "clean"), [(b"x" * 200_000, True), (VIRUS, False)])
def test_clamd_is_sent_the_whole_file_and_believed(settings, data, clean):
    clamd = Clamd(lambda got: b"stream: Zk-Test FOUND\0" if VIRUS in got else b"stream: OK\0")
    settings.SCAN = clamd.address
    assert scanning.is_clean(data) is clean
    assert clamd.got == data


@pytest.mark.parametrize("answer", [lambda _: b"INSTREAM size limit exceeded. ERROR\0", lambda _: b"OK", None])
def test_another_answer_of_clamd_is_none(settings, answer):
    settings.SCAN = Clamd(answer).address
    with pytest.raises(scanning.ScanFailed):
        scanning.is_clean(b"x")


def test_nobody_there_and_nobody_answering_is_no_answer(settings):
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        settings.SCAN, settings.SCAN_SECONDS = f"tcp://127.0.0.1:{deaf.getsockname()[1]}", 0.05
        with pytest.raises(scanning.ScanFailed):
            scanning.is_clean(b"x")
    for nobody in (settings.SCAN, "unix:///none/here.sock", "/none/here"):
        settings.SCAN = nobody
        with pytest.raises(scanning.ScanFailed):
            scanning.is_clean(b"x")


def test_a_program_reads_the_file_or_is_given_its_path_which_goes_again(settings, tmp_path):
    path = program(tmp_path, f"import sys; sys.exit(int({VIRUS!r} in sys.stdin.buffer.read()))")
    settings.SCAN = f"'{path}'"
    assert (scanning.is_clean(b"fine"), scanning.is_clean(VIRUS)) == (True, False)
    program(tmp_path, f"import sys; sys.exit(int({VIRUS!r} in open(sys.argv[2], 'rb').read()))")
    settings.SCAN = f"'{path}' --quiet {{file}}"
    assert (scanning.is_clean(b"fine"), scanning.is_clean(VIRUS)) == (True, False)
    assert [one.name for one in tmp_path.iterdir()] == ["a scanner"]


def test_a_program_that_fails_or_hangs_gives_no_answer(settings, tmp_path):
    path = program(tmp_path, "raise SystemExit(2)")
    settings.SCAN = f"'{path}'"
    with pytest.raises(scanning.ScanFailed):
        scanning.is_clean(b"x")
    program(tmp_path, "import signal; signal.pause()")
    settings.SCAN_SECONDS = 0.2
    with pytest.raises(scanning.ScanFailed):
        scanning.is_clean(b"x")
