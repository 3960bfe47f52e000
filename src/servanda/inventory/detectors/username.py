"""User name."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity

DETECTOR = Detector(
    title="User name",
    dpv="Username",
    sensitivity=Sensitivity.INTERNAL,
    reason="it follows one person through a system and is half of a login",
    laws={
        "eu/gdpr": "Article 4(1) and recital 30: an online identifier",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(R): any other unique identifying number or code",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(A): an identifier",
    },
    headers=(
        "username",
        "user name",
        "login",
        "login name",
        "screen name",
        "nickname",
        "nick",
        "handle",
        "account name",
        "benutzername",
        "anmeldename",
        "nom d utilisateur",
        "pseudo",
        "identifiant",
        "usuario",
        "nombre de usuario",
        "nome utente",
        "gebruikersnaam",
        "github",
    ),
    unless=("last", "first", "failed", "time", "ip", "db", "database", "page", "url"),
    fits=r"[^\n ]{2,64}",
    needs_header=True,
    lookalikes=("jdoe42",),
)
