"""The commands of `servanda access`, by what they are for."""
