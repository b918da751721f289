"""The search index: entries of other apps, their passages, words and word forms; synonyms; words that found nothing.

We own the index and how people's words are understood (case, accents, endings, alphabets, typing errors). We know no domain but the
directory below us: who has something to find registers a source (`actions.register`) and says what changed (`actions.ask_renewal`).
Our words: *entry* (one thing in one language), *passage* (a title, a keyword or a paragraph of it), *word* (of a passage), *form*
(under which a word is found), *renewal* (entries to be made anew), *synonym* (what people also say for a thing, kept by editors).
"""
