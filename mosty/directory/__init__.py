"""Organisations, centres, rooms, services, hours, people and offices that give help: the public face of the network.

Names follow HSDS (Open Referral): organization, location (ours: centre), service, service at location (ours: service at
centre), phone, contact, schedule, accessibility. We own also `Membership` (who works where, in which role) and `Provider`
(an expert or a guest office). We do not own: duty hours and bookings (`appointments`).
"""
