"""One file a command: its stem is its name, its `command` is what runs."""
