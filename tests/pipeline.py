"""The pipeline, loaded once for all tests of a process that only use it: that takes three seconds of a processor."""

from __future__ import annotations

from functools import cache

from spacy.language import Language

from extract.pipeline import build

_built = cache(build)


def shared_pipeline(model: str | None = None) -> Language:
    """Return the pipeline that ships, or that of `model`."""
    return _built(model)
