"""What every app stands on: time, texts in several languages, claims, audit, guards, refusals.

We own: claims on things that cannot be taken twice (`claims`), the record of changes and of looks (`audit`),
rules the database itself keeps (`guards`), clock and zone (`time`), texts in many languages (`texts`), keyed hashes (`keys`),
row locks (`locks`), charts (`charts`). We know no person, centre or case.
Our words: *bookable* (a thing that one holder can have at a time), *claim* (bookable from a time to a time), *guard*, *refusal*.
"""
