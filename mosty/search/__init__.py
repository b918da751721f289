"""The search index: entries of other apps, their passages, words and word forms, and the words that found nothing.

We own the index and how people's words are understood (case, accents, endings, alphabets, typing errors). We know no domain:
who has something to find calls `actions.put`. Our words: *entry* (one thing in one language), *passage* (a title, a keyword or a
paragraph of it), *word* (of a passage), *form* (under which a word is found).
"""
