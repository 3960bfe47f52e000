"""One file a topic; each has `RULES`. Adding a provision is adding to one of them."""
