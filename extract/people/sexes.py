"""Which sex a text gives its persons: by an honorific, by their role, or by a first name that only one sex has."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extract.people.names import Name, Names
from extract.people.roles import Role
from extract.people.titles import Sex, honorifics, sex_of, sex_of_name

_HONORIFIC = re.compile(r"([A-Z][a-z]+)\.?\s\Z")


def find_sexes(text: str, names: Names, role_of: Mapping[Name, Role]) -> dict[str, Sex]:
    """Return the sex of each entity that is a person, where the text tells it, by the first mention that does."""
    found: dict[str, Sex] = {}
    for name in names.all:
        if name.label != "PERSON":
            continue
        honorific = _HONORIFIC.search(text[max(0, name.start - 10) : name.start])
        sex = honorifics().get(honorific[1].lower()) if honorific else None
        role = role_of.get(name)
        sex = sex or (sex_of(role.head) if role else None)
        sex = sex or sex_of_name(text[name.start : name.end])
        if sex:
            found.setdefault(name.entity, sex)
    return found
