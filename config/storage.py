"""Static files with hashed names, compressed ahead: what visitors load with gzip and Brotli, the editors' screens with gzip."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.staticfiles.storage import HashedFilesMixin
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage as Base

MODULE_IMPORTS = HashedFilesMixin._js_module_import_aggregation_patterns[1]  # type: ignore[attr-defined]
OURS = ("ui", "portal", "desk", "network")
OF_VISITORS = (*OURS, "django_htmx")


class HashedFiles(Base):
    """Also rewrites `import` between our own ES modules (not other people's), so that every script is cached for ever."""

    patterns = (*Base.patterns, *((f"{app}/*.js", MODULE_IMPORTS) for app in OURS))
    is_for_visitors = True

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Brotli takes ten times as long as gzip, and a fresh machine would wait for files of which no visitor loads one."""
        of_visitors = {path for path in paths if path.split("/")[0] in OF_VISITORS}
        for self.is_for_visitors, chosen in ((True, of_visitors), (False, set(paths) - of_visitors)):
            yield from super().compress_files(chosen)  # type: ignore[no-untyped-call]

    def create_compressor(self, **kwargs: Any) -> Compressor:
        return Compressor(use_brotli=self.is_for_visitors, **kwargs)  # type: ignore[no-untyped-call]
