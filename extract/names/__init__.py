"""When two names are the same name: folding, comparison, and the keys that join entities across a corpus. No spaCy."""

from __future__ import annotations

from extract.names.compare import person_key, same_person, similarity
from extract.names.fold import fold, mixed_script, strip_possessive, unconfuse

__all__ = ["fold", "mixed_script", "person_key", "same_person", "similarity", "strip_possessive", "unconfuse"]
