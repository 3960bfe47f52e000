"""Drafting: a complete data protection agreement from typed terms, as DOCX, PDF or Markdown.

For: words of our own for every provision of the laws asked for, with schedules; the words stand in
`texts/<language>/`, kept apart for translation. Not for: judging a draft (review does).
Invariants: a number comes from a term or from a law's text, never from here; what is not given reads
`[to be completed: ...]` or falls back to words without a number.
"""
