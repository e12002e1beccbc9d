"""Bodies that are called by their country or by who leads them: "the British government", "the Holm administration".

No recogniser marks them: it finds the country or the person within.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.lexicon import country_code, nationalities
from extract.people.names import Name, Names
from extract.people.titles import words

_BODY = re.compile(
    r"\b(?P<first>(?!The\s)[A-Z][\w.-]*\s)?(?P<owner>[A-Z][\w.-]*?)(?:[’']s)?\s"
    rf"(?P<body>(?:(?:{'|'.join(sorted(words('modifier')))})\s){{0,2}}(?:{'|'.join(sorted(words('seat')))})"
    r"|(?<=[’']s\s)central\sbank)\b"
)


def find_bodies(text: str, names: Names) -> Iterator[Name]:
    """Yield the mentions of such bodies; one of a country, or of a person, is one entity however it is called."""
    for match in _BODY.finditer(text):
        start, owner, body = match.start("owner"), match["owner"], match["body"]
        if country := _country(f"{match['first'] or ''}{owner}"):
            yield Name(match.start(), match.end(), "ORG", f"{country} {body}")
        elif country := _country(owner):
            yield Name(start, match.end(), "ORG", f"{country} {body}")
        elif (name := names.ending(match.end("owner"))) and name.label == "PERSON" and body in words("reign"):
            yield Name(name.start, match.end(), "ORG", f"{name.entity} {body}")


def _country(name: str) -> str | None:
    return nationalities().get(name) or country_code(name)
