"""The commands below `servanda inventory`, one subject a file."""
