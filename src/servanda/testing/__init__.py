"""The public kit for tests: a small simulated company and what is needed to build one.

For: our tests, the demonstration, and the tests of outsiders who add a part. Not for: production.
"""
