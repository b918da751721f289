"""Whole public pages from the memory of one worker.

A view says `@public_page(seconds=…, keys=…)`; `PublicPageCache`, the first middleware, keeps what it answers. Only for visitors
without a session, only with the query parameters the view names, only answers that set no cookie and hold no token of a form. When
the guide changes (`core.stamp`), every worker forgets all of it at once.
"""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers

from mosty.core import stamp, time

MOST_PAGES = 2_000
MOST_BYTES = 32 * 1024 * 1024
MOST_QUERY = 500  # characters; longer ones are nobody's honest wish
SMALL = 400  # bytes: not worth packing
NOT_KEPT = {"content-length", "date", "set-cookie"}

View = Callable[..., HttpResponse]


class Rule(NamedTuple):
    """How long an answer may be shown to others, and what in the request changes it."""

    seconds: int
    keys: frozenset[str]
    cookies: tuple[str, ...]


@dataclass(frozen=True)
class Kept:
    """One page, plain and packed."""

    headers: tuple[tuple[str, str], ...]
    plain: bytes
    packed: bytes
    tag: str
    expires_at: float

    @property
    def size(self) -> int:
        return len(self.plain) + len(self.packed)


def public_page(*, seconds: int, keys: Iterable[str] = (), cookies: Iterable[str] = ()) -> Callable[[View], View]:
    """The answer is the same for everybody for so many seconds, apart from these query parameters and cookies."""
    rule = Rule(seconds, frozenset(keys), tuple(cookies))

    def mark(view: View) -> View:
        @wraps(view)
        def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            answer = view(request, *args, **kwargs)
            answer.public_rule = rule  # type: ignore[attr-defined]
            return answer

        return run

    return mark


def fresh_until(answer: HttpResponse, instant: datetime | None) -> HttpResponse:
    """The answer is wrong after this instant, for instance when a door closes."""
    answer.fresh_until = instant  # type: ignore[attr-defined]
    return answer


def keep_out(answer: HttpResponse) -> HttpResponse:
    """This answer is for one visitor only."""
    answer.is_for_one = True  # type: ignore[attr-defined]
    return answer


class Memory:
    """The pages and, by path, the rules they were kept by. Both forget what was asked for longest ago."""

    def __init__(self) -> None:
        self.pages: OrderedDict[tuple[Any, ...], Kept] = OrderedDict()
        self.rules: OrderedDict[str, Rule] = OrderedDict()
        self.bytes = 0
        self.stamp = 0
        self.lock = threading.Lock()
        self.doors = [threading.Lock() for _ in range(64)]

    def door(self, key: tuple[Any, ...]) -> threading.Lock:
        """The lock that whoever makes this page holds (shared with few others)."""
        return self.doors[hash(key) % len(self.doors)]

    def get(self, key: tuple[Any, ...], now: float) -> Kept | None:
        kept = self.pages.get(key)
        if kept is None or kept.expires_at <= now:
            return None
        with self.lock:
            if key in self.pages:
                self.pages.move_to_end(key)
        return kept

    def keep(self, key: tuple[Any, ...], path: str, rule: Rule, page: Kept) -> None:
        with self.lock:
            self.rules[path] = rule
            self.rules.move_to_end(path)
            if len(self.rules) > MOST_PAGES:
                self.rules.popitem(last=False)
            self._drop(key)
            self.pages[key] = page
            self.bytes += page.size
            while len(self.pages) > MOST_PAGES or self.bytes > MOST_BYTES:
                self._drop(next(iter(self.pages)))

    def clear(self) -> None:
        with self.lock:
            self.pages.clear()
            self.rules.clear()
            self.bytes = 0

    def forget_when_changed(self, stamp: int) -> None:
        """Another stamp than the one the pages were made under: they may say what is no longer true."""
        if stamp != self.stamp:
            self.clear()
            self.stamp = stamp

    def _drop(self, key: tuple[Any, ...]) -> None:
        old = self.pages.pop(key, None)
        if old is not None:
            self.bytes -= old.size


MEMORY = Memory()


class PublicPageCache:
    """First in the chain: what it knows costs neither a query nor a template nor another middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        meta = request.META
        if request.method not in {"GET", "HEAD"} or "HTTP_HX_REQUEST" in meta or _has_session(request):
            return self.get_response(request)
        MEMORY.forget_when_changed(stamp.read())
        path = meta.get("PATH_INFO", "")
        rule = MEMORY.rules.get(path)
        now = time.now().timestamp()
        key = _key(request, path, rule) if rule is not None else None
        if key is None:
            return self._made(request, path, now)
        kept = MEMORY.get(key, now)
        if kept is None:
            with MEMORY.door(key):  # one makes the page, the others wait for it: a hundred visitors cost one rendering
                kept = MEMORY.get(key, time.now().timestamp())
                if kept is None:
                    return self._made(request, path, now)
        return _answer(request, kept, now)

    def _made(self, request: HttpRequest, path: str, now: float) -> HttpResponse:
        """The answer of the view, kept if it is for everybody."""
        answer = self.get_response(request)
        rule = getattr(answer, "public_rule", None)
        if rule is None:
            return answer
        if not _is_for_all(request, answer):
            answer.headers.setdefault("Cache-Control", "private, no-cache")
            return answer
        key = _key(request, path, rule)
        if key is None:
            return answer
        kept = _kept(answer, rule, now)
        if kept is None:
            return answer
        MEMORY.keep(key, path, rule, kept)
        return _answer(request, kept, now)


def _has_session(request: HttpRequest) -> bool:
    return "HTTP_COOKIE" in request.META and settings.SESSION_COOKIE_NAME in request.COOKIES


def _key(request: HttpRequest, path: str, rule: Rule) -> tuple[Any, ...] | None:
    """What the page depends on; None when something was asked for that the view did not name."""
    meta = request.META
    query = meta.get("QUERY_STRING", "")
    asked: tuple[tuple[str, str], ...] = ()
    if query:
        if len(query) > MOST_QUERY:
            return None
        try:
            pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=20)
        except ValueError:
            return None
        if any(name not in rule.keys for name, _ in pairs) or len({name for name, _ in pairs}) < len(pairs):
            return None
        asked = tuple(sorted(pair for pair in pairs if pair[1]))
    cookies = tuple(request.COOKIES.get(name, "") for name in rule.cookies) if rule.cookies else ()
    return (meta.get("HTTP_HOST", ""), request.scheme, path, asked, cookies)


def _is_for_all(request: HttpRequest, answer: HttpResponse) -> bool:
    return (
        answer.status_code == 200
        and not answer.streaming
        and not answer.cookies
        and not getattr(answer, "is_for_one", False)
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and request.method == "GET"
    )


def _kept(answer: HttpResponse, rule: Rule, now: float) -> Kept | None:
    expires_at = now + rule.seconds
    change: datetime | None = getattr(answer, "fresh_until", None)
    if change is not None:
        expires_at = min(expires_at, change.timestamp())
    if expires_at <= now:
        return None
    plain = bytes(answer.content)
    patch_vary_headers(answer, ["Accept-Encoding", "Cookie"])
    headers = tuple((name, value) for name, value in answer.items() if name.lower() not in NOT_KEPT)
    packed = gzip.compress(plain, 6, mtime=0) if len(plain) > SMALL else b""
    return Kept(headers, plain, packed, hashlib.sha256(plain).hexdigest()[:20], expires_at)


def _answer(request: HttpRequest, kept: Kept, now: float) -> HttpResponse:
    meta = request.META
    is_packed = bool(kept.packed) and "gzip" in meta.get("HTTP_ACCEPT_ENCODING", "")
    tag = f'"{kept.tag}-gz"' if is_packed else f'"{kept.tag}"'
    if kept.tag in meta.get("HTTP_IF_NONE_MATCH", "") and tag in meta["HTTP_IF_NONE_MATCH"]:
        answer: HttpResponse = HttpResponseNotModified()
    else:
        answer = HttpResponse(kept.packed if is_packed else kept.plain)
        if is_packed:
            answer.headers["Content-Encoding"] = "gzip"
        answer.headers["Content-Length"] = str(len(kept.packed if is_packed else kept.plain))
    for name, value in kept.headers:
        answer.headers[name] = value
    answer.headers["ETag"] = tag
    answer.headers["Cache-Control"] = f"public, max-age={max(0, int(kept.expires_at - now))}"
    return answer
