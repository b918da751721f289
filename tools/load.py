"""Requests per second from a process of its own: wrk if Debian has it here, else a small loader in Python (the slower tool of the two)."""

import json
import multiprocessing
import re
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from tools.house import apt_install


@dataclass(frozen=True)
class Rate:
    """What came back: requests per second, answers that were not 2xx or 3xx, the tool."""

    per_second: float
    bad: int
    tool: str


def measure(url: str, *, seconds: int = 5, connections: int = 16, header: str = "Accept-Encoding: br") -> Rate:
    """Load one URL over keep-alive connections for some seconds."""
    wrk = shutil.which("wrk") or (shutil.which("wrk") if apt_install("wrk") else None)
    if wrk is None:
        command = [sys.executable, "-m", "tools.load", url, str(seconds), str(connections), header]
        said = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        return Rate(said["per_second"], said["bad"], "Python loader")
    command = [wrk, "-t1", f"-c{connections}", f"-d{seconds}s", "-H", header, url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    bad = [int(number) for number in re.findall(r"Non-2xx or 3xx responses: (\d+)", said)]
    bad += [sum(map(int, numbers)) for numbers in re.findall(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", said)]
    return Rate(float(rate[1]) if rate else 0.0, sum(bad), "wrk")


def one_connection(url: str, until: float, header: str) -> tuple[int, int]:
    """Ask again and again until the clock says stop; counts answers and bad ones."""
    parts = urlsplit(url)
    ask = f"GET {parts.path or '/'}{'?' + parts.query if parts.query else ''} HTTP/1.1\r\nHost: {parts.netloc}\r\n{header}\r\n\r\n".encode()
    count = bad = 0
    with socket.create_connection((parts.hostname or "", parts.port or 80), timeout=10) as plug:
        stream = plug.makefile("rb")
        while time.monotonic() < until:
            plug.sendall(ask)
            bad += stream.readline().split(b" ")[1][:1] not in {b"2", b"3"}
            length = 0
            while (line := stream.readline()) not in {b"\r\n", b""}:
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            stream.read(length)
            count += 1
    return count, bad


def main() -> None:
    url, seconds, connections, header = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    until = time.monotonic() + seconds
    with multiprocessing.Pool(connections) as pool:
        rows = pool.starmap(one_connection, [(url, until, header)] * connections)
    print(json.dumps({"per_second": sum(count for count, _ in rows) / seconds, "bad": sum(bad for _, bad in rows)}))


if __name__ == "__main__":
    main()
