"""The guide: pages of ordered knowledge, and what they rest on.

We own the pages (Wagtail's tree, one per language), their blocks, facts with their history, legal acts, glossary terms, the local
notes of towns and the wishes for translations. We do not own centres, services and towns (`directory`), nor how anything looks
(`portal`). Our words: *fact* (one value that may change, kept once), *term* (an official word, explained), *act* (a legal act),
*note* (what a town adds to an article), *slot* (where in an article it stands), *wish* (a reader asked for a translation).
"""
