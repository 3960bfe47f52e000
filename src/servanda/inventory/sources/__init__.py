"""Kinds of place, one file each: read-only by construction."""
