"""What happens at a centre: visits, encounters, services delivered.

*Visit*: being at the centre, or on the line, once. A visit without a person and without an encounter is a *quick contact*.
*Encounter*: one conversation with a worker. *Service delivery*: what was given in it. We hold no key to a booking: bookings
point at us.
"""
