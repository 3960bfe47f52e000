"""Law as literate texts: provisions in our own words, duties, requirements of contracts, worked cases.

For: reading the instruments under `texts/`, which rules are in force on a date, what changed between
versions. Not for: what a contract says (agreements) or which duties fall due (obligations, incidents).
Invariants: every rule has words, an exact citation and a date; a date outside coverage is an error.
"""
