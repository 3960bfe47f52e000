"""Agreements: parties, typed terms and versions; review against the law; the agreement file.

For: what a contract promises on customer data, and what it lacks. Not for: reading file formats
(documents) or whether a promise is kept (controls).
Invariants: every finding carries words that stand in the document; words are never turned into
numbers; what is unsure is said to be unsure; nothing leaves the machine.
"""
