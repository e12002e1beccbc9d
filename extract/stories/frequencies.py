"""In how many articles of the news at large words and names stand, as a table that is read in a millisecond.

`frequencies.tsv` has the words, for people; `frequencies.npy`, which is what is shipped and read, their hashes in
ascending order and the counts. `python -m extract.stories.frequencies` makes the second of the first.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt

from extract.stories.features import Hashes, Numbers
from extract.stories.stems import name_hash, stem, word_hash

ARTICLES = 39_404
"""That the table was counted in."""
UNKNOWN = 3
"""Articles that a word is taken to stand in that the table lacks: it has those of eight and more."""
HEADER = "word\tarticles\n"
"""Of the text, behind its comments."""
_TEXT, _TABLE = "frequencies.tsv", "frequencies.npy"


@lru_cache(maxsize=1)
def read_frequencies() -> tuple[Hashes, Numbers]:
    """Read the table: hashes, ascending, and counts; 0.5 MB, kept by the process that indexes."""
    with files("extract.stories").joinpath(_TABLE).open("rb") as stream:
        hashes, counts = np.load(stream)
    return hashes, counts.astype(np.float32)


def make_table(text: str) -> npt.NDArray[np.uint32]:
    """Make the table of the text, of two rows; a stem stands in as many articles as its words together, at most."""
    cells = text[text.index(HEADER) + len(HEADER) :].split()
    words, counts = cells[::2], np.fromiter(map(int, cells[1::2]), np.int64, len(cells) // 2)
    hashes = np.fromiter(chain(map(word_hash, map(stem, words)), map(name_hash, words)), np.uint32, 2 * len(words))
    known, place = np.unique(hashes, return_inverse=True)
    return np.stack([known, np.minimum(np.bincount(place, np.tile(counts, 2)), ARTICLES).astype(np.uint32)])


def main() -> None:
    """Write the table beside the text."""
    folder = Path(__file__).parent
    np.save(folder / _TABLE, make_table((folder / _TEXT).read_text("utf-8")))


if __name__ == "__main__":
    main()
