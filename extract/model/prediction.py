"""Runs spaCy's components over docs: for encoders and greedy decoders of a known shape, a faster way to the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from spacy.tokens import Doc

from extract.model.greedy_entities import entity_decoder
from extract.model.token_vectors import TokenVectors, WordVectors, has_known_shape

Component = Callable[[Doc], Doc]
Predictor = Callable[[Sequence[Doc]], None]


def predictors(components: Sequence[Component], docs: Sequence[Doc]) -> list[Predictor]:
    """Return what assigns to any of the docs, or to parts of them, what each of the components would, in their order.

    Args:
        components: of one pipeline.
        docs: of its vocabulary, before the first component ran.

    """
    return [_predictor(component, docs) for component in components]


def _predictor(component: Any, docs: Sequence[Doc]) -> Predictor:
    if has_known_shape(component) and any(len(doc) for doc in docs):
        return partial(TokenVectors(component).assign, words=WordVectors(component, docs))
    untouched = not any(doc.has_annotation("ENT_IOB") for doc in docs)
    return (untouched and entity_decoder(component)) or partial(_run, component)


def _run(component: Any, docs: Sequence[Doc]) -> None:
    batched = getattr(component, "pipe", None)
    if batched:
        for _ in batched(docs, batch_size=len(docs)):
            pass
    else:
        for doc in docs:
            component(doc)
