"""Four flavours, chosen by DJANGO_SETTINGS_MODULE: base (shared), dev, test, production."""
