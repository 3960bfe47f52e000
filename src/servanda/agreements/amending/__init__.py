"""Amending: the wording that closes a gap, as tracked changes on the contract itself or as a paper of its own.

For: clauses inserted and values replaced so that Word and LibreOffice accept or reject each by itself.
Not for: deciding what is a gap (review) or what a clause says (law, drafting).
Invariants: rejecting everything gives the contract back word for word; numbers that stand are never shifted by
an insertion; a change whose place cannot be found is refused, not put elsewhere.
"""
