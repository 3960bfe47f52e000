"""Speed and accuracy, measured: a module a subject, each with `run() -> list[Figure]`."""
