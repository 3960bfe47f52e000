"""How right the review is, on labelled agreements that are not part of the repository."""
