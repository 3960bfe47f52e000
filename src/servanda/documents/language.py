"""Which language a text is in, by the small words that every sentence of it needs."""

from __future__ import annotations

import re
from typing import Final

_WORDS: Final = {
    "en": "the of and to in is that shall for by with be on as any this or are not which will may from has have such its their under an",
    "de": "der die das und ist nicht mit von zu den dem ein eine im für auf des sich als oder wird werden durch bei nach dieser sind auch zur zum kann",
    "fr": "le la les de des et est dans que qui pour par une du au sur avec ne pas ce cette ou sont aux ces son ses doit être leur il",
    "es": "el la los las de y en que del por con para una se es al su no lo como o sus este esta son más será deberá cualquier entre",
    "it": "il la di e che per del della con non una un in dei delle nel alla dal sono le gli ai è al dati nella deve essere o si",
    "nl": "de het een en van in is dat op te met voor niet zijn aan door bij om wordt worden deze of als ook naar die uit tot heeft zal",
    "pt": "o a os as de e em que do da dos das por com para uma um não se no na ao sua ou como este esta são será deve",
    "pl": "w i z na do nie się jest oraz o że przez dla od lub po zgodnie są jego tym który które może zostać być",
    "sv": "och att det som är en av för på med till den inte om har ska eller ett från vid denna kan detta sin i",
}
_SETS: Final = {code: frozenset(words.split()) for code, words in _WORDS.items()}
NAMES: Final = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian",
    "nl": "Dutch", "pt": "Portuguese", "pl": "Polish", "sv": "Swedish",
}  # fmt: skip
_WORD: Final = re.compile(r"[^\W\d_]+")
_SAMPLE: Final = 60_000


def language(text: str) -> str:
    """The ISO 639-1 code of a text's language; empty where fewer than 20 words, or no clear lead, decide.

    A language that is not among `NAMES` gives the empty code too: it is not guessed at.
    """
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    if len(words) < 20:
        return ""
    shares = sorted(((share_of(words, code), code) for code in _SETS), reverse=True)
    (best, code), (second, _) = shares[0], shares[1]
    return code if best >= 0.12 and best > second * 1.25 else ""


def share_of(words: list[str], code: str) -> float:
    """The share of lower-case words that are small words of a language."""
    return sum(word in _SETS[code] for word in words) / len(words) if words else 0.0


def best_share(text: str) -> float:
    """The largest share of small words over all languages known here."""
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    return max(share_of(words, code) for code in _SETS)
