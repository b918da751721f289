"""The suite's settings with a log, for a worker in its own process."""

from config.settings.test import *  # noqa: F403 - a flavour is base plus differences

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
}
