"""Exit codes, the same for every command (README, "Exit codes")."""

KEPT = 0
"""Kept, clean, satisfied."""
FAILED = 1
"""The program could not do what was asked."""
USAGE = 2
"""The command was written wrongly."""
NOTHING = 3
"""There was nothing to judge."""
BROKEN = 10
"""Something is broken, denied or missing."""
UNKNOWN = 11
"""Nothing is broken, but something is unknown or unsure."""
TAMPERED = 12
"""Recorded history does not agree with its proofs."""
