"""What the guide's editors see under /guide-admin/ beside Wagtail's own pages."""
