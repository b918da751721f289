"""Settings and root URLs: the only floor above the faces. Nobody below imports it (django.conf.settings instead)."""
