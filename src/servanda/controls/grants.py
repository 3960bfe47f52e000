"""Who can read a table: the grants of a PostgreSQL as they stand, the permissions of a file.

A role can read a table where it is a superuser, or where it or a role that it is a member of (inherited
or by SET ROLE) holds SELECT on the table or any of its columns, together with USAGE on its schema. Grants
to PUBLIC are everyone's. Roles that may replicate, read the server's files or run programs on it read
everything, whatever the grants say. Only roles that can log in are listed; row security narrows the rows,
not the list.
"""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path

from servanda.controls.databases import Database

WAYS = ("superuser", "replication", "server files", "grant")
"""How a role gets at the data, the widest first."""

_READERS = """
SELECT r.rolname, CASE
  WHEN r.rolsuper THEN 'superuser'
  WHEN r.rolreplication THEN 'replication'
  WHEN EXISTS (SELECT 1 FROM pg_roles f WHERE f.rolname IN
    ('pg_read_server_files', 'pg_execute_server_program') AND pg_has_role(r.oid, f.oid, 'MEMBER'))
    THEN 'server files'
  ELSE 'grant' END
FROM pg_roles r
CROSS JOIN (SELECT c.oid, c.relnamespace FROM pg_class c WHERE c.oid = to_regclass(%s)) t
WHERE r.rolcanlogin AND (r.rolsuper OR r.rolreplication
  OR EXISTS (SELECT 1 FROM pg_roles f WHERE f.rolname IN
    ('pg_read_server_files', 'pg_execute_server_program') AND pg_has_role(r.oid, f.oid, 'MEMBER'))
  OR (EXISTS (SELECT 1 FROM pg_roles g WHERE pg_has_role(r.oid, g.oid, 'MEMBER')
        AND has_any_column_privilege(g.oid, t.oid, 'SELECT'))
      AND EXISTS (SELECT 1 FROM pg_roles g WHERE pg_has_role(r.oid, g.oid, 'MEMBER')
        AND has_schema_privilege(g.oid, t.relnamespace, 'USAGE'))))
ORDER BY r.rolname
"""

# the table's own list of grants, then those of its columns; grantee 0 is PUBLIC
_PUBLIC = """
SELECT 1 FROM pg_class c, aclexplode(c.relacl) a
WHERE c.oid = to_regclass(%s) AND a.grantee = 0 AND a.privilege_type = 'SELECT'
UNION ALL
SELECT 1 FROM pg_attribute t, aclexplode(t.attacl) a
WHERE t.attrelid = to_regclass(%s) AND a.grantee = 0 AND a.privilege_type = 'SELECT'
"""

# membership by name, not by pg_has_role, to which a superuser is a member of every role
_MEMBERS = """
WITH RECURSIVE m(member, role) AS (
  SELECT member, roleid FROM pg_auth_members
  UNION SELECT m.member, a.roleid FROM m JOIN pg_auth_members a ON a.member = m.role)
SELECT member.rolname, role.rolname FROM m
JOIN pg_roles member ON member.oid = m.member JOIN pg_roles role ON role.oid = m.role
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Who can read one table: roles that can log in and by which way; whether PUBLIC holds SELECT."""

    readers: dict[str, str]
    public: bool


def access(database: Database, table: str) -> Access:
    """Read the grants on a table; raises ServandaError as `Database` does."""
    place = database.table(table).replace("%%", "%")
    rows = database.ask(_READERS, [place])
    return Access(
        readers={str(role): str(way) for role, way in rows},
        public=bool(database.ask(_PUBLIC, [place, place])),
    )


def memberships(database: Database) -> dict[str, set[str]]:
    """For each role the roles that it was made a member of, directly or through others."""
    members: dict[str, set[str]] = {}
    for member, role in database.ask(_MEMBERS, []):
        members.setdefault(str(member), set()).add(str(role))
    return members


def open_to(path: Path) -> tuple[bool, bool]:
    """Whether the file's group and everyone else may read it. Raises OSError."""
    mode = path.stat().st_mode
    return bool(mode & stat.S_IRGRP), bool(mode & stat.S_IROTH)
