"""Needs, assessments and the plan of action of a person."""
