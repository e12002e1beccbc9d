"""Writes a trained pipeline as it is kept in the repository: small, and with what says where it came from."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
from spacy.language import Language

from extract.model.load import STEP

ABOUT = {
    "name": "sitrep_news",
    "version": "1.0.0",
    "description": "Finds people, organisations, places and more in English news; see MODEL_CARD.md",
    "author": "The sitrep project",
    "license": "CC BY-SA 4.0",
    "spacy_version": ">=3.8.7,<3.9.0",
}


def package_pipeline(nlp: Language, folder: Path) -> None:
    """Replace `folder` by the pipeline, with its vectors as the steps they consist of (see `extract.model.load`).

    The string store keeps only the labels: the words seen in training are needed by nothing once it is over, and the
    texts that they come from are not ours to publish.
    """
    nlp.meta.update(ABOUT)
    full = nlp.vocab.vectors.data
    nlp.vocab.vectors.data = np.round(full / STEP).astype(np.int8)
    shutil.rmtree(folder, ignore_errors=True)
    nlp.to_disk(folder)
    nlp.vocab.vectors.data = full
    labels = sorted({label for component in nlp.pipe_labels.values() for label in component})
    (folder / "vocab" / "strings.json").write_text(json.dumps(labels, indent=1), encoding="utf-8")
