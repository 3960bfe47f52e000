"""The words that every room shares: errors, time, money, citations, the codec, the literate reader.

For: small values with one meaning. Not for: anything that knows a subject (laws, agreements, data).
Invariants: imports nothing of ours; every value is frozen; every instant is aware and in UTC; the four
kinds of duration never compare with one another.
"""
