"""One function a verb: loads values, calls the core, writes record and ledger entry."""
