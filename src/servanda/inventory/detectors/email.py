"""E-mail address."""

from __future__ import annotations

from servanda.inventory.classes import Detector, Sensitivity


def _plausible(text: str) -> bool:
    local, _, domain = text.rpartition("@")
    if ".." in text or local.startswith(".") or local.endswith(".") or "-." in domain:
        return False
    return domain.rpartition(".")[2].lower() not in ("png", "jpg", "jpeg", "gif", "svg", "webp")


DETECTOR = Detector(
    title="E-mail address",
    dpv="EmailAddress",
    sensitivity=Sensitivity.CONFIDENTIAL,
    reason="it reaches one person and is the key to their other accounts",
    laws={
        "eu/gdpr": "Article 4(1): it identifies a person, alone or with other data",
        "us/hipaa": "45 CFR 164.514(b)(2)(i)(F): e-mail addresses",
        "us/ca/ccpa": "Cal. Civ. Code 1798.140(v)(1)(A): an identifier",
    },
    headers=(
        "emailid",
        "email id",
        "email addr",
        "e mail id",
        "mail id",
        "emailaddr",
        "correo e",
        "email1",
        "email2",
        "email personal",
        "email work",
        "eposta",
        "e posta",
        "epost",
        "e post",
        "mejl",
        "sahkoposti",
        "adres email",
        "adres e mail",
        "e mailadres",
        "indirizzo email",
        "endereco de email",
        "direccion de correo",
        "adresse e mail",
        "adresse courriel",
        "mail adresse",
        "emailadresse",
        "e mail adresse",
        "email",
        "e mail",
        "mail",
        "email address",
        "e mail address",
        "mail address",
        "courriel",
        "adresse mail",
        "adresse email",
        "correo",
        "correo electronico",
        "posta elettronica",
        "emailadres",
    ),
    unless=("mailing", "server", "queue", "template", "provider", "host", "postal", "box"),
    pattern=(
        r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}"
        r"|[\w.%+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}"
    ),
    valid=_plausible,
    trigger="@",
    chance=0.01,
    alone=0.05,
    in_text=True,
    samples=("maria.anders@example.com", "a+b@mail.example.co.uk", "jürgen@müller.example"),
    lookalikes=(
        "maria at example dot com",
        "@handle",
        "git@host",
        "user@localhost",
        "image@2x.png",
        "a..b@example.com",
    ),
)
