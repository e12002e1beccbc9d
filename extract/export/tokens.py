"""Exports annotated tokens: CoNLL columns, and spaCy's DocBin for `spacy train`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from extract.export.item import ExportItem, ExportSummary
from extract.record import to_json
from extract.visible import visible

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token


def write_conll(items: Iterable[ExportItem], summary: ExportSummary, out: BinaryIO) -> int:
    """Write a token and its IOB2 label a line, an empty line after each sentence; return how many articles.

    The form of the CoNLL-2003 shared task, with the columns between word and label left out as most readers allow.
    A token is never split: a line break inside one cannot be, and white space is no token here.
    """
    del summary  # CoNLL has no place for it
    nlp, count = _tokenizer(), 0
    for doc in _docs(nlp, items):
        out.write(f"-DOCSTART- O\n# id = {_one_line(doc.user_data['id'])}\n\n".encode())
        for sentence in doc.sents:
            lines = [f"{visible(token.text, line=True)} {_iob(token)}\n" for token in sentence if token.text.strip()]
            if lines:
                out.write("".join([*lines, "\n"]).encode())
        count += 1
    return count


def write_spacy(items: Iterable[ExportItem], summary: ExportSummary, out: BinaryIO) -> int:
    """Write one DocBin; return how many articles.

    A DocBin is compressed as a whole, so this holds the tokens of all its articles: `extract.export.shards` writes
    many articles as several.
    """
    del summary
    from spacy.tokens import DocBin

    binary = DocBin(attrs=["ENT_IOB", "ENT_TYPE", "SENT_START"], store_user_data=True)
    count = 0
    for doc in _docs(_tokenizer(), items):
        binary.add(doc)
        count += 1
    out.write(binary.to_bytes())
    return count


def _docs(nlp: Language, items: Iterable[ExportItem]) -> Iterator[Doc]:
    """Convert each item to a Doc with its mentions as entities, and id and tags in `user_data`."""
    from spacy.util import filter_spans

    for item in items:
        article = item.record.article
        doc = nlp(article.text)
        spans = (doc.char_span(m.start, m.end, m.label, alignment_mode="expand") for m in item.record.mentions)
        doc.ents = filter_spans([span for span in spans if span is not None])
        doc.user_data = {"id": article.id, "path": article.path, "tags": list(item.tags)}
        doc.user_data["card"] = to_json(item.record)["card"]
        yield doc


def _tokenizer() -> Language:
    import spacy

    import extract.components.sentences  # noqa: F401 - registers the factory

    nlp = spacy.blank("en")
    nlp.max_length = 2**31
    nlp.add_pipe("sitrep_sentences")
    return nlp


def _iob(token: Token) -> str:
    return f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O"


def _one_line(text: str) -> str:
    return visible(" ".join(text.split()), line=True)
