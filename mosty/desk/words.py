"""Codes in words that several subjects of the desk say."""

from mosty.core.texts import told
from mosty.directory.enums import Topic


def topic_labels(codes):
    """Topics in words, with commas; an unknown code as it is."""
    return ", ".join(str(Topic(code).label) if code in Topic.values else code for code in codes)


def provider_name(provider):
    """A person's name; a guest office has its name in several languages."""
    return str(told(provider.names)) or provider.name


def place_name(centre):
    """The centre's name in the reader's language."""
    return str(told(centre.names)) or centre.name
