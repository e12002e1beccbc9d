"""The pipeline, loaded once for all tests of a process that only use it: that takes three seconds of a processor."""

from __future__ import annotations

from functools import cache

from spacy.language import Language

from extract.components.lexicon import LexiconRuler
from extract.own_names import OwnNames
from extract.pipeline import build

_built = cache(build)


def shared_pipeline(model: str | None = None, own: OwnNames | None = None) -> Language:
    """Return the pipeline that ships, or that of `model`, with these names of lists until it is asked for again."""
    nlp = _built(model)
    ruler = nlp.get_pipe("sitrep_lexicon")
    assert isinstance(ruler, LexiconRuler)
    ruler.own_names = own or OwnNames()
    return nlp
