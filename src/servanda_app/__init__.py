"""Remembers and acts: the only home of state.

For: a workspace (a folder), its database, and one function a verb. Not for: deciding (the core) or
showing (command line, site).
Invariants: one transaction an action; what is recorded and its ledger entry are written together;
rows hold canonical bytes with their SHA-256.
"""
