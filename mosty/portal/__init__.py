"""The face for newcomers: home, centres, services, booking, published numbers, in ten languages.

No tables. Every page lives under /<language>/ and works without JavaScript.
"""
