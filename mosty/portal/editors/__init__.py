"""The guide's editor: what we add to Wagtail's admin under /guide-admin/. Modules named `…_hooks` are found by `portal.wagtail_hooks`."""
