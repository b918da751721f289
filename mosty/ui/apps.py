from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "mosty.ui"
    label = "ui"
