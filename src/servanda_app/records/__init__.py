"""Models: documents as canonical bytes with their digest, the ledger's tables, and workflow.

For: rows that hold whole documents, and the columns that are filtered on. Not for: deciding anything.
Invariants: what is recorded is never changed or deleted, which the database itself refuses; a row's
digest is that of its bytes; importing this package sets Django up where nobody else has.
"""

from servanda_app.framework import prepare

prepare()
