"""Notices and consents of a person, and the forms and legal bases of an organisation."""
