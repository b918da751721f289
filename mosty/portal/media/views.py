"""Uploaded files: pictures in the sizes readers get, films, recordings, captions.

The kind of a file is known by the end of its name, which was compared with what is in it when it came. A browser is told to guess
nothing and to run nothing. Originals of pictures may hold the place where they were taken, so only editors get them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.utils.http import http_date

from mosty.guide.access import is_editor
from mosty.ui.screens import reads

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

KINDS = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "vtt": "text/vtt; charset=utf-8",
}
FOR_READERS = {"images", "documents"}
FOR_EDITORS = {"original_images"}
POLICY = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox"
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
PIECE = 64 * 1024  # bytes


@reads
def uploaded(request: HttpRequest, name: str) -> Any:
    """One file, or the range of it that a player asks for. Raises `Http404` for whatever is none of ours."""
    path = PurePosixPath(name)
    kind = KINDS.get(path.suffix.lstrip(".").lower())
    folder = path.parts[0] if len(path.parts) > 1 else ""
    is_open = folder in FOR_READERS or (folder in FOR_EDITORS and is_editor(request.user))
    if kind is None or not is_open or ".." in path.parts or "\x00" in name:
        raise Http404
    try:
        file = default_storage.open(name)
        size = file.size
    except (OSError, SuspiciousFileOperation, ValueError) as error:
        raise Http404 from error
    answer = _piece(request, file, size, kind)
    answer.headers["Accept-Ranges"] = "bytes"
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["Content-Disposition"] = "inline"
    answer.headers["Cache-Control"] = "private, no-store" if folder in FOR_EDITORS else "public, max-age=86400"
    answer.headers["Last-Modified"] = http_date(default_storage.get_modified_time(name).timestamp())
    return answer


def _piece(request: HttpRequest, file: Any, size: int, kind: str) -> HttpResponseBase:
    asked = RANGE.fullmatch(request.headers.get("Range", "").strip())
    if asked is None or (not asked[1] and not asked[2]):
        answer = FileResponse(file, content_type=kind)
        answer.headers["Content-Length"] = str(size)
        return answer
    first = int(asked[1]) if asked[1] else max(0, size - int(asked[2]))
    last = min(int(asked[2]), size - 1) if asked[1] and asked[2] else size - 1
    if first > last or first >= size:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    piece = StreamingHttpResponse(_read(file, first, last), status=206, content_type=kind)
    piece.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    piece.headers["Content-Length"] = str(last - first + 1)
    return piece


def _read(file: Any, first: int, last: int) -> Iterator[bytes]:
    with file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (data := file.read(min(PIECE, left))):
            left -= len(data)
            yield data
