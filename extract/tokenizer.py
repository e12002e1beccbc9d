"""spaCy's tokenizer, held to linear time.

Between two white spaces spaCy strips prefixes and suffixes one at a time and looks at the whole remainder each time, so
that a run of n brackets costs n squared: 12,000 of them take 25 seconds. Real words are short, so that a longer run is
cut into pieces first, each tokenized as if it stood alone.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from spacy.tokens import Doc

RUN = 200
"""Code points without white space from which a run is cut: twice the longest address that news prints."""

_RUNS = re.compile(rf"\S{{{RUN},}}")


class BoundedTokenizer:
    """Wraps a tokenizer; whatever is asked of it but tokenizing, the wrapped one answers."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner

    def __call__(self, text: str) -> Doc:
        """Tokenize a text; the tokens, joined, are the text."""
        cuts = [at for run in _RUNS.finditer(text) for at in range(run.start(), run.end() + 1, RUN)]
        if not cuts:
            doc: Doc = self.inner(text)
            return doc
        edges = sorted({0, *cuts, len(text)})
        pieces = [self.inner(text[start:end]) for start, end in pairwise(edges)]
        whole = Doc.from_docs([piece for piece in pieces if len(piece)], ensure_whitespace=False)
        assert whole is not None
        return whole

    def __getattr__(self, name: str) -> Any:
        """Return an attribute of the wrapped tokenizer."""
        if name == "inner":
            raise AttributeError(name)
        return getattr(self.inner, name)
