"""The four laws of the drafts, and the day on which they are asked for."""

from datetime import date

ON = date(2026, 11, 24)
FOUR = ("eu/gdpr", "us/ca/ccpa", "us/hipaa", "pci/dss")
