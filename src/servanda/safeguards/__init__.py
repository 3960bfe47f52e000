"""What the agreements promise, enforced where the data is."""
