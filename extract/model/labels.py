"""What the labels of other people's recognisers mean here, and the component that renames them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from spacy.language import Language
from spacy.tokens import Doc, Span


@Language.factory("sitrep_labels", assigns=["doc.ents"], requires=["doc.ents"])
class LabelMapper:
    """Renames entity labels by `labels.tsv` and drops the spans whose label means nothing here."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self.ours = load_label_mapping()

    def __call__(self, doc: Doc) -> Doc:
        """Assign `doc.ents`; unknown labels stay as they are."""
        doc.ents = [
            Span(doc, ent.start, ent.end, label=label)
            for ent in doc.ents
            if (label := self.ours.get(ent.label_, ent.label_)) is not None
        ]
        return doc


@cache
def load_label_mapping() -> dict[str, str | None]:
    """Return their label -> ours, or None where such spans are dropped."""
    table = files("extract.model").joinpath("labels.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    return {theirs: ours or None for theirs, ours, _ in rows[1:]}
