"""Codes in words that several subjects of the desk say."""

from mosty.directory.enums import Topic


def topic_labels(codes):
    """Topics in words, with commas; an unknown code as it is."""
    return ", ".join(str(Topic(code).label) if code in Topic.values else code for code in codes)
