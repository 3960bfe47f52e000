"""Obligations: from law, terms and inventory to dated, cited duties.

For: who owes what to whom, by when, who in the house answers for it, what follows a failure.
Not for: whether it is kept (controls) or what an incident sets off (incidents).
Invariants: every obligation rests on at least one citation or clause, with its words; a duty that is
not in force on the date asked for is not derived.
"""
