"""One look at an address outside: polite, short, never at our own network. Knows no table."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from mosty.guide.enums import LinkState

MOST_STEPS = 5  # from one address on to the next
MOST_ROBOTS = 100_000  # bytes
NOT_ALLOWED = {401, 403, 407, 429, 451, 503}  # they are there, but not for programs, or not now
FOR_GOOD = {301, 308}
SIGNS = "/%:@!$&'()*+,;=~-._"  # what stands in an address as it is
ASK_AGAIN = {400, 403, 404, 405, 501}  # some servers answer only a GET rightly


@dataclass(frozen=True)
class Looked:
    """What was found. `code` is the last status of HTTP, if there was one."""

    state: LinkState
    code: int | None = None
    moved_to: str = ""


class NotPublic(OSError):
    """The name leads into a private network."""


def look(address: str, *, agent: str, seconds: float, may_be_private: bool = False) -> Looked:
    """Is there a page? Never raises. Reads headers only; asks robots.txt before it; gives up on each step after `seconds`."""
    try:
        if not _robots_allow(address, agent, seconds, may_be_private):
            return Looked(LinkState.CLOSED)
        return _follow(address, agent, seconds, may_be_private)
    except (OSError, http.client.HTTPException, ValueError, UnicodeError):
        return Looked(LinkState.BROKEN)


def _follow(address: str, agent: str, seconds: float, may_be_private: bool) -> Looked:
    here, moved_to, is_for_good = address, "", True
    for _step in range(MOST_STEPS):
        code, where, _body = _ask("HEAD", here, agent, seconds, may_be_private)
        if code in ASK_AGAIN:
            code, where, _body = _ask("GET", here, agent, seconds, may_be_private)
        if 300 <= code < 400 and where:
            here = urljoin(here, where)
            is_for_good = is_for_good and code in FOR_GOOD
            moved_to = here if is_for_good else moved_to
            continue
        if code < 300:
            return Looked(LinkState.MOVED if _is_elsewhere(address, moved_to) else LinkState.FINE, code, moved_to[:500])
        return Looked(LinkState.CLOSED if code in NOT_ALLOWED else LinkState.BROKEN, code)
    return Looked(LinkState.BROKEN, code)


def _is_elsewhere(address: str, moved_to: str) -> bool:
    """Another page; http made https, www or a slash at the end is none."""

    def core(url: str) -> str:
        parts = urlsplit(url)
        return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"

    return bool(moved_to) and core(address) != core(moved_to)


def _robots_allow(address: str, agent: str, seconds: float, may_be_private: bool) -> bool:
    """A site without robots.txt lets everybody in; one that cannot be asked is judged by the page itself."""
    try:
        code, _where, body = _ask("GET", urljoin(address, "/robots.txt"), agent, seconds, may_be_private, most=MOST_ROBOTS)
    except (OSError, http.client.HTTPException, ValueError):
        return True
    if code != 200:
        return True
    rules = RobotFileParser()
    rules.parse(body.decode("utf-8", "replace").splitlines())
    return rules.can_fetch(agent.partition("/")[0], address)


def _ask(method: str, address: str, agent: str, seconds: float, may_be_private: bool, most: int = 0) -> tuple[int, str, bytes]:
    """Status, `Location`, and at most so many bytes of the body."""
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("no address of a page")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    host = parts.hostname.encode("idna").decode()
    plug = _connection(parts.scheme, host, port, seconds, may_be_private)
    try:
        query = f"?{quote(parts.query, safe=SIGNS + '?[]')}" if parts.query else ""
        path = quote(parts.path or "/", safe=SIGNS) + query
        plug.request(method, path, headers={"User-Agent": agent, "Accept": "text/html,*/*;q=0.5", "Connection": "close"})
        answer = plug.getresponse()
        return answer.status, answer.getheader("Location") or "", answer.read(most) if most else b""
    finally:
        plug.close()


def _connection(scheme: str, host: str, port: int, seconds: float, may_be_private: bool) -> http.client.HTTPConnection:
    """A connection to the very address that was examined: a name that answers differently the second time gains nothing."""
    family, kind, protocol, _name, place = _public_place(host, port, may_be_private)
    plug = socket.socket(family, kind, protocol)
    plug.settimeout(seconds)
    try:
        plug.connect(place)
        if scheme == "https":
            plug = ssl.create_default_context().wrap_socket(plug, server_hostname=host)
    except BaseException:
        plug.close()
        raise
    made = http.client.HTTPConnection(host, port, timeout=seconds)
    made.sock = plug
    return made


def _public_place(host: str, port: int, may_be_private: bool) -> tuple[int, int, int, str, tuple[str, int]]:
    for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        address = str(found[4][0]).partition("%")[0]
        if may_be_private or ipaddress.ip_address(address).is_global:
            return found  # type: ignore[return-value]
    raise NotPublic(host)
