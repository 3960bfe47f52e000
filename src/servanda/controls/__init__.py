"""Controls: evidence from the living systems, and its judgement against the promises.

For: one file a control in `catalog/`, each with what it collects, how it judges and how to mend.
Not for: changing anything (safeguards).
Invariants: unknown is never kept; a skipped, stale, partial or failed collection cannot be green;
every outcome says what share of its population it saw and which words it rests on.
"""
