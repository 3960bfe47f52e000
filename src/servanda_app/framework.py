"""Django, set up in code: no settings module, no default database, one database alias a workspace."""

from __future__ import annotations

import django
from django.conf import settings


def prepare() -> None:
    """Set Django up, unless a project with settings of its own (the site) does so itself."""
    if settings.configured:
        return
    settings.configure(
        INSTALLED_APPS=["servanda_app.records"],
        DATABASES={},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        LOGGING_CONFIG=None,
        TIME_ZONE="UTC",
        USE_I18N=False,
        USE_TZ=True,
    )
    django.setup()
