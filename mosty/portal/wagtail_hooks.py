"""Wagtail looks for hooks here; they stand in `mosty.portal.editors`, each subject in a module of its own that ends in `_hooks`."""

from importlib import import_module
from pkgutil import iter_modules

from mosty.portal import editors

for found in iter_modules(editors.__path__):
    if found.name.endswith("_hooks"):
        import_module(f"{editors.__name__}.{found.name}")
