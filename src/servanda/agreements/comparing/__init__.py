"""Comparing: what changed in meaning between two versions, and where a paper is weaker than a playbook.

For: promises added, dropped, loosened, tightened, with both texts. Not for: which text is lawful (review).
Invariants: what does not compare (hours with business days, words with a number) is said to be changed, never
ordered by a guess; every change carries the words of both sides and their clauses.
"""
