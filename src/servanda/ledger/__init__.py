"""Ledger: an append-only Merkle log with signed checkpoints, proofs, and a verifier.

For: proving that a record was made, in which order, and that nothing was changed since (RFC 9162
hashing, C2SP signed notes). Not for: keeping the records themselves.
Invariants: no framework; entries are only ever appended; verification raises rather than returns.
"""
