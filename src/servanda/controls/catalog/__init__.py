"""Controls, one file each: what it finds, why it matters, how to mend it."""
