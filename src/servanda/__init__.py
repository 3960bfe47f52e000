"""Servanda: the data-protection terms of agreements, as duties that are kept and proved.

For: a library of the eight subjects (law, agreement, inventory, obligation, safeguard, control,
incident, ledger), each a room of its own. Not for: state, clocks, networks of its own accord, pages.
Invariants: no framework, no ambient clock, no hidden state; `now` and every registry are arguments.
"""

__version__ = "0.1.0"
