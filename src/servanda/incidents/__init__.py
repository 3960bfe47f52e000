"""Incidents: from facts to who must be told, by when, with which words, and what to do now.

Not here: sending anything, and remembering (`servanda_app`). Invariants: unknown is a value, and is
never read as the milder answer; every conclusion carries its reasons and their citations; facts are
only ever added, by whom and when; `now` is an argument.
"""
