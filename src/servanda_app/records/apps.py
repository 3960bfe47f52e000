"""The Django application of the records."""

from __future__ import annotations

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Named `records` in the table of migrations."""

    name = "servanda_app.records"
    label = "records"
