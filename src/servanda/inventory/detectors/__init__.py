"""Data classes, one file each: the stem is the id, the samples are its tests."""
