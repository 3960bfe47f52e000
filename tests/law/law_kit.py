"""A small invented law, and a way to change one thing in it."""

from __future__ import annotations

SMALL = """\
# Act on Small Things

Everything of it.

```toml law
short = "AST"
jurisdiction = "XX"
source = "Invented Gazette 1"
adopted = 2019-06-01
since = 2020-01-01
reviewed = 2026-01-01
```

## Article 1(1): notice

Tell the office within three days, unless the thing is trifling.

```toml duty
id = "tell"
bearer = "owner"
to = "office"
kind = "notice"
what = "tell the office"
clock = { starts = "discovery", days = 3 }
unless = "thing-trifling"
role = "legal"
consequence = "a fine of up to 100 EUR (xx/small#2)"
since = 2020-01-01
```

```toml case
name = "over a weekend"
discovery = 2026-03-06
due = 2026-03-09
```

```toml case
name = "a trifle"
thing = "trifling"
applies = false
```

```toml requirement
id = "notice-clause"
alias = "AST-1"
topic = "notice"
title = "Notice"
since = 2021-01-01
until = 2024-12-31
clause = "Owner shall tell the office."
```

```toml example
status = "satisfied"
words = "We tell the office."
```

```toml example
status = "partial"
words = "We may tell the office."
why = "may, not shall"
```

## Article 2: fines

A fine may reach 100 EUR.
"""


def changed(old: str, new: str, text: str = SMALL) -> bytes:
    """The small law with one passage replaced; the passage must be there."""
    assert old in text, old
    return text.replace(old, new, 1).encode()
