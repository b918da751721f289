"""Static files with hashed names, compressed ahead with gzip and Brotli."""

from django.contrib.staticfiles.storage import HashedFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage as Base

MODULE_IMPORTS = HashedFilesMixin._js_module_import_aggregation_patterns[1]  # type: ignore[attr-defined]
OURS = ("ui", "portal", "desk", "network")


class HashedFiles(Base):
    """Also rewrites `import` between our own ES modules (not other people's), so that every script is cached for ever."""

    patterns = (*Base.patterns, *((f"{app}/*.js", MODULE_IMPORTS) for app in OURS))
