"""The week of the centre: who is on duty, who is away, whom that leaves waiting."""
