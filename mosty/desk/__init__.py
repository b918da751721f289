"""The face for the people who work at a centre: today, quick contact, encounters, people, calendar.

No tables. Every row comes through `access` or `queries` of a domain app, every change through an action.
"""
