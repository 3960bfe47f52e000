"""The scan beyond one machine: each part of a table is observed where it lies, and the votes are
cast once, over the merged evidence. Only counts travel; never a value."""
