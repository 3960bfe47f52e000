"""Documents as a reader sees them: clauses with their true numbers, pages, tables, proposed changes.

For: DOCX, PDF, Markdown and plain text, to one tree. Not for: what a clause means (agreements).
Invariants: input is hostile; any bytes give a `Document` or a ServandaError; text that could not be
read is said, never passed over; a tracked change is kept and never silently accepted.
"""
