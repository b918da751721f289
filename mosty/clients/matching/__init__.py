"""Is this the person we know already? Names in any script, without a database.

    from mosty.clients.matching import Name, Person, compare, keys, lookup, query_keys, year_of

    one = Person.of("Олександр Шевченко", born=date(1985, 3, 12))
    other = Person((Name(given="Aleksander", family="Szewczenko"),), born=date(1985, 12, 3), phones=frozenset({"+48600100200"}))
    answer = compare(one, other)
    answer.verdict            # Verdict.SAME, MAYBE or DIFFERENT; is_candidate: not different
    answer.score              # 0 to 100, to sort candidates by
    [reason.text for reason in answer.reasons]   # in the reader's language; reason.value is a stable code

**An index.** Keep `keys(person)` in rows of organisation, key, year of birth (`year_of`) and person, with an index in this order. Keys are
text; `numbered(keys, secret)` makes 64-bit numbers of them that say nothing to a reader of the table. To look somebody up:

    asked = lookup(one)
    key in asked.exact  or  (key in asked.wide | asked.slips and (year is null or year in asked.years))

(all years where `asked.years` is empty; `Lookup` says where limits belong), then `compare` all who are found, and show whoever is a
candidate, by score. Whoever `compare` would call the same or maybe the same is found, but for the few cases that docs/decisions/0015
names. When names or dates change, the keys do; when given.toml or the tables of letters change, all keys must be made anew (`VERSION`
says so). Keys are as personal as names: they are erased with the person. A document's key is made from the value as given, so give keyed
hashes where rows are kept.

**One box.** `query_keys(text)` takes what somebody typed apart: `.lookup` for the index, `.person` to compare with, `.documents` (normal
forms to hash), `.codes` of bookings, `.numbers` of files. A name alone (`is_lone_word`) asks for `lookup.broad`, a few hundred at most.

**PESEL.** `read_pesel`, `pesel_warnings`.

Measured by `manage.py match_quality tests/clients/pairs_*.tsv`. Why it is so: docs/decisions/0015.
"""

from mosty.clients.matching.births import Birth, compare_births
from mosty.clients.matching.decision import Comparison, Verdict, compare
from mosty.clients.matching.keys import Lookup, keys, lookup, numbered, year_of
from mosty.clients.matching.people import Name, Person
from mosty.clients.matching.pesel import Pesel, PeselWarning, pesel_warnings, read_pesel
from mosty.clients.matching.query import Query, normal_number, query_keys, read_date
from mosty.clients.matching.reasons import Reason

# Kept beside the keys in the index: one more whenever keys of the same person change.
VERSION = 1

__all__ = [
    "VERSION",
    "Birth",
    "Comparison",
    "Lookup",
    "Name",
    "Person",
    "Pesel",
    "PeselWarning",
    "Query",
    "Reason",
    "Verdict",
    "compare",
    "compare_births",
    "keys",
    "lookup",
    "normal_number",
    "numbered",
    "pesel_warnings",
    "query_keys",
    "read_date",
    "read_pesel",
    "year_of",
]
