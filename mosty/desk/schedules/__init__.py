"""Duty hours of the centre: who sits when, every week. The manager adds, changes and ends them; the team reads."""
