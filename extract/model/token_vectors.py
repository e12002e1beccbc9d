"""The vectors of spaCy's convolutional encoder, for prediction alone, in half the time that thinc's layers take.

What the embedding knows of a token depends on its word: it is computed once a word, and of a batch's tokens three in
four are of a word met before. The encoder's layers are computed some rows at a time, so that what one of NumPy's
operations writes is in the processor's cache when the next reads it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from spacy.pipeline import Tok2Vec
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps

Array = np.ndarray[Any, Any]
OF_WORD = frozenset(("ORTH", "NORM", "LOWER", "PREFIX", "SUFFIX", "SHAPE"))
"""Attributes that tokens of one word and one norm share."""
WORDS = 1000
"""Words that are embedded at a time."""
ROWS = 512
"""Tokens that go through a layer at a time: 1 MB of products."""
_EPSILON = np.float32(1e-8)
"""What thinc adds to a variance."""
_LAYER = "residual(expand_window>>maxout>>layernorm"


class TokenVectors:
    """Assigns `doc.tensor` as a `Tok2Vec` component would."""

    def __init__(self, component: Any) -> None:
        """Prepare what `component` has learnt, of which `has_known_shape` is true."""
        self._component = component
        self._encoder = component.model.get_ref("encode")
        self._layers = [_Layer(maxout, norm) for maxout, norm in _layers(self._encoder)]

    def assign(self, docs: Sequence[Doc], words: WordVectors) -> None:
        """Assign `doc.tensor`; `words` is of the same component."""
        pad = np.zeros((self._encoder.attrs["pad"], self._encoder.get_dim("nO")), dtype=np.float32)
        rows = np.concatenate([pad, *(part for doc in docs for part in (words.of(doc), pad))])
        for layer in self._layers:
            rows = layer.apply(rows)
        vectors, at = [], len(pad)
        for doc in docs:
            vectors.append(rows[at : at + len(doc)])
            at += len(doc) + len(pad)
        self._component.set_annotations(docs, vectors)


def has_known_shape(component: Any) -> bool:
    """Tell whether `component` is an encoder that `TokenVectors` and `WordVectors` compute as spaCy does."""
    if not isinstance(component, Tok2Vec):
        return False
    model = cast("Any", component).model
    if not isinstance(model.ops, NumpyOps) or not {"embed", "encode"} <= set(model.ref_names):
        return False
    encoder = model.get_ref("encode")
    columns = [node.attrs["columns"] for node in model.get_ref("embed").walk() if node.name == "extract_features"]
    windows = [node.attrs["window_size"] for node in encoder.walk() if node.name == "expand_window"]
    return (
        encoder.name.count(_LAYER) == len(windows) == len(_layers(encoder))
        and set(windows) == {1}
        and bool(columns)
        and all(OF_WORD.issuperset(names) for names in columns)
    )


class WordVectors:
    """What an encoder's embedding makes of each word of some docs, which share a vocabulary."""

    def __init__(self, component: Any, docs: Sequence[Doc]) -> None:
        """Embed the words of `docs`."""
        words = np.unique(np.concatenate([_words(doc) for doc in docs]), axis=0)
        self._keys = _keys(words)
        order = np.argsort(self._keys)
        self._keys, words = self._keys[order], words[order]
        parts = [_doc(docs[0], words[at : at + WORDS]) for at in range(0, len(words), WORDS)]
        embed = component.model.get_ref("embed")
        self._rows = np.concatenate([embed.predict([part])[0] for part in parts])

    def of(self, doc: Doc) -> Array:
        """Return the row of each token of one of the docs, or of a part of one."""
        return cast("Array", self._rows[np.searchsorted(self._keys, _keys(_words(doc)))])


def _words(doc: Doc) -> Array:
    return cast("Array", doc.to_array(["ORTH", "NORM"]))


def _keys(words: Array) -> Array:
    """Return one number for a word and its norm; both are hashes."""
    return cast("Array", words[:, 0] ^ (words[:, 1] << np.uint64(1)))


def _doc(of: Doc, words: Array) -> Doc:
    doc = Doc(of.vocab, words=words[:, 0].tolist())
    doc.from_array(["NORM"], cast("Any", words[:, 1:]))
    return doc


class _Layer:
    """A token and its neighbours through Maxout, layer normalization and a residual connection."""

    def __init__(self, maxout: Model[Any, Any], norm: Model[Any, Any]) -> None:
        weights, bias = cast("Array", maxout.get_param("W")), cast("Array", maxout.get_param("b"))
        _, self._pieces, inputs = weights.shape
        self._weights = np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(inputs, -1))
        self._bias = np.ascontiguousarray(bias.T).reshape(-1)
        self._scale, self._shift = cast("Array", norm.get_param("G")), cast("Array", norm.get_param("b"))

    def apply(self, rows: Array) -> Array:
        width = rows.shape[1]
        neighbours = np.zeros((len(rows), 3 * width), dtype=np.float32)
        neighbours[1:, :width] = rows[:-1]
        neighbours[:, width : 2 * width] = rows
        neighbours[:-1, 2 * width :] = rows[1:]
        found = np.empty_like(rows)
        for at in range(0, len(rows), ROWS):
            products = neighbours[at : at + ROWS] @ self._weights
            products += self._bias
            best = products[:, :width]
            for piece in range(1, self._pieces):
                best = np.maximum(best, products[:, piece * width : (piece + 1) * width])
            best -= best.mean(axis=1, keepdims=True)
            variance = np.einsum("ij,ij->i", best, best) / np.float32(width) + _EPSILON
            best *= (1 / np.sqrt(variance))[:, None]
            best *= self._scale
            best += self._shift
            np.add(best, rows[at : at + ROWS], out=found[at : at + ROWS])
        return found


def _layers(encoder: Model[Any, Any]) -> list[tuple[Model[Any, Any], Model[Any, Any]]]:
    """Return what each layer has learnt: its Maxout and its normalization."""
    nodes = list(encoder.walk())
    maxouts, norms = ([node for node in nodes if node.name == name] for name in ("maxout", "layernorm"))
    return list(zip(maxouts, norms, strict=False))
