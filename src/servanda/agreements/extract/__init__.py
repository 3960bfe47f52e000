"""Extraction of typed terms: numbers with their units, mechanisms, places, contacts.

For: what the document states, one file a topic in `topics/`. Not for: whether it is enough (recognise).
Invariants: words are never turned into numbers; a number is taken only from words that speak of data
protection; two values of one kind are both kept.
"""
