"""Vault: customer data encrypted field by field, under keys of its agreement and customer.

For: sealing records and files, finding records without opening them, replacing keys, and destroying
them when an agreement ends. The format is `docs/vault.md`, and its numbers stand beside each check.
Not for: deciding who may read (`safeguards.access`).
Invariants: what yields plaintext is called `reveal`; nonces come from the operating system alone; a key
is used only for what was reserved in the store before; a key's or value's bytes are in no message.
"""
