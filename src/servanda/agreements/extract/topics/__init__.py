"""One file a topic; each has `find(reading) -> Iterator[Term]`."""
