"""Loads the recogniser: the weights that ship with sitrep, or a pipeline of the user's own."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from thinc.api import use_ops

from extract.errors import SitrepError
from extract.model.labels import LabelMapper

WITHOUT_ENTITIES = frozenset(
    {
        "attribute_ruler",
        "entity_linker",
        "lemmatizer",
        "morphologizer",
        "parser",
        "sentencizer",
        "senter",
        "tagger",
        "textcat",
        "textcat_multilabel",
        "trainable_lemmatizer",
    }
)
"""Factories of spaCy whose components leave `doc.ents` alone: they would only cost time here."""


STEP = 1 / 32
"""What a whole step of the word vectors is worth: they were learnt in such steps and are kept as bytes."""


class ModelError(SitrepError):
    """A pipeline that could not be loaded, and what to do about it."""


def load(name_or_path: str | None = None) -> Language:
    """Return a pipeline that assigns `doc.ents` with sitrep's labels.

    Args:
        name_or_path: an installed spaCy pipeline or the folder of one; None is the recogniser that ships.

    Raises:
        ModelError: there is no such pipeline, it does not load, or it recognises no entities.

    """
    nlp = _load_shipped() if name_or_path is None else _load_own(name_or_path)
    nlp.meta["own"] = _full_name(nlp) if name_or_path is not None else None
    if "sitrep_labels" not in nlp.pipe_names:
        nlp.add_pipe("sitrep_labels")
    return nlp


def _load_shipped() -> Language:
    """Load the weights in this package.

    Matrices are multiplied by NumPy's BLAS, not by the one that thinc brings: measured on an x86-64 server core it
    takes a third of the time, and the recogniser reads twice as many words a second.
    """
    with as_file(files("extract.model").joinpath("weights")) as path, use_ops("numpy", use_blis=False):
        nlp = spacy.load(path)
    vectors = nlp.vocab.vectors
    vectors.data = vectors.data.astype(np.float32) * np.float32(STEP)
    return nlp


def recogniser() -> Language:
    """Load the recogniser that ships without tagger and parser, to train others beside it."""
    nlp = _load_shipped()
    for name in ("parser", "tagger", "syntax"):
        nlp.remove_pipe(name)
    return nlp


def _load_own(name_or_path: str) -> Language:
    try:
        nlp = spacy.load(name_or_path)
    except OSError as error:
        raise ModelError(_advice(name_or_path)) from error
    except (ImportError, KeyError, ValueError) as error:
        raise ModelError(f"the pipeline {name_or_path!r} does not load: {error}") from error
    for pipe in list(nlp.pipe_names):
        if nlp.get_pipe_meta(pipe).factory in WITHOUT_ENTITIES:
            nlp.remove_pipe(pipe)
    if not any("doc.ents" in nlp.get_pipe_meta(pipe).assigns for pipe in nlp.pipe_names):
        raise ModelError(f"the pipeline {name_or_path!r} recognises no entities (components: {_describe_labels(nlp)})")
    return nlp


def _full_name(nlp: Language) -> str:
    """Return a pipeline's name and version: "fr_core_news_sm 3.8.0"."""
    return f"{nlp.lang}_{nlp.meta['name']} {nlp.meta['version']}"


def _advice(name_or_path: str) -> str:
    if Path(name_or_path).exists():
        return f"{name_or_path!r} is not the folder of a spaCy pipeline: one with a config.cfg and a meta.json"
    if "/" in name_or_path:
        return (
            f"there is no folder {name_or_path!r}; give the folder of a spaCy pipeline, or the name of an installed one"
        )
    return (
        f"no spaCy pipeline {name_or_path!r} is installed here; install one with "
        f"`python -m spacy download {name_or_path}` or, offline, `pip install FILE.whl`, or give the folder of one"
    )


def _describe_labels(nlp: Language) -> str:
    return ", ".join(nlp.pipe_names) or "none"


__all__ = ["LabelMapper", "ModelError", "load"]
