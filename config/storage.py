"""Static files with hashed names, compressed ahead with gzip and Brotli."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Also rewrites `import` between our ES modules, so that every script is cached for ever."""

    support_js_module_import_aggregation = True
