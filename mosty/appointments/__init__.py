"""Duty hours and booked times: the core of the product.

*Duty schedule* (an expert or guest office, weekly rule) makes *duty sessions* (real sittings, weeks ahead, without holidays and
exceptions), in which a newcomer or a worker takes an *appointment* (held, booked, arrived, in progress, fulfilled, no-show,
cancelled, moved). What cannot be taken twice is claimed in `core.claims`.
"""
