"""Reports: one file an export, from values to a page or a file.

For: showing what is promised, kept, broken and unknown to people who would rather look than read.
Not for: deciding anything. Invariants: pure; self-contained output; every text from outside escaped.
"""
