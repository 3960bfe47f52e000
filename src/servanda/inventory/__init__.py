"""Inventory: which customer data is where, of which class, how sensitive, under which law.

For: detectors, the scan of columns and text, the kinds of place it stands in, and what is declared.
Not for: whether holding it is allowed (controls, safeguards).
Invariants: sources are read-only; a finding never carries a value; every result says what share of
the rows it saw; one file a data class, one file a kind of place.
"""
