"""What a teacher is: whoever reads the news for the student.

A student of a few layers cannot hold what an encoder of six transformer layers knows of the words it was pretrained
on; but it can learn much of it from that encoder's labels (distillation: Hinton, Vinyals and Dean 2015) and from the
mean of its states for a word (`states`). Nothing of the encoder itself ships.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

Floats = npt.NDArray[np.float32]


class TeacherOutput(NamedTuple):
    """What a teacher makes of the tokens of a Doc."""

    probabilities: Floats
    """Of each tag of the teacher, shape (tokens, tags)."""
    states: Floats
    """What it knows of each token where it stands, shape (tokens, width)."""


class Teacher(Protocol):
    """Whoever can read a text for a student."""

    tags: tuple[str, ...]
    """The IOB2 tags that it tells apart, "O" first."""

    def read(self, docs: Sequence[Doc]) -> Iterator[TeacherOutput]:
        """Yield a reading of each Doc, in their order; a Doc has at most a few hundred tokens."""
