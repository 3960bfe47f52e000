"""One file a topic; each has `find(court) -> Iterator[Term]`."""
