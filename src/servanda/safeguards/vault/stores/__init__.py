"""Stores: where a vault's rows stand, one file a database. Both are held to
`servanda.testing.vault_stores`."""
