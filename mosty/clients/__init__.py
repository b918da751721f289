"""People with a file at one organisation. Thin for now: name as given, contact, language, citizenship, birth year.

A client belongs to one organisation; there is no person table across organisations. Names are stored as provided.
"""
