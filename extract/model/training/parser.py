"""The recipe of the parser that ships: treebanks, and news that two teachers agree on.

One teacher is a pipeline trained on other trees (OntoNotes), its scheme rewritten (`clearnlp`); the other is that one's
encoder tuned on the treebanks. Where they give a word the same head, the student learns it; what they differ on is
unknown, and a sentence on which they differ much is left out (tri-training, Zhou and Li 2005, with two).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import as_file, files
from itertools import pairwise
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import load_config, load_model_from_config
from thinc.api import Config, fix_random_seed, use_ops

from extract.model.training.clearnlp import convert
from extract.model.training.loop import TrainingPlan, train
from extract.model.training.selflabel import read_texts
from extract.model.training.treebank import ROOT, Word, read, to_doc, to_docs
from extract.page.sentences import starts

TREEBANKS = ("ewt.train", "ewt.dev", "ewt.test", "gum.train", "gum.train")
"""Files of `syntax`; GUM, which has news, is read twice. `gum.dev` measures."""
LONGEST = 3_000
"""Code points of an article that the teachers parse."""
WORDS = range(4, 61)
"""Words of a sentence that is worth learning from."""
RUN = 6
"""Sentences of news in a Doc."""


@dataclass(frozen=True, slots=True)
class ParserRecipe:
    """The amounts; `scaled` shrinks them all, for trials."""

    news: int
    """Words of news that the teachers parse."""
    agreed: float
    """Share of a sentence's words that must have the same head in both parses."""
    tuned: TrainingPlan
    """Of the second teacher."""
    student: TrainingPlan

    def scaled(self, share: float) -> ParserRecipe:
        """Return the recipe with that share of every amount of text."""
        plans = (replace(plan, tokens=int(plan.tokens * share)) for plan in (self.tuned, self.student))
        return ParserRecipe(int(self.news * share), self.agreed, *plans)


PARSER = ParserRecipe(
    news=1_300_000,
    agreed=0.8,
    tuned=TrainingPlan(tokens=1_200_000, rate=0.001, batch=(300, 1500), warmup=100, dropout=0.15, varied=0, seed=1),
    student=TrainingPlan(tokens=3_600_000, rate=0.0012, batch=(400, 1800), dropout=0.15, varied=0, seed=1),
)
"""What the weights in this package were made with."""


def make_parser(
    base: Language, data: Path, recipe: ParserRecipe, say: Callable[[str], None], teacher: Language
) -> None:
    """Train a tagger and a parser and add them, with their encoder, to `base`.

    Args:
        base: the recogniser, whose word vectors they use.
        data: a folder with treebanks in `syntax` (see `TREEBANKS`) and JSON Lines of news in `corpora`.
        recipe: the amounts.
        say: told what is being done, a line a time.
        teacher: a pipeline of the components `tok2vec`, `tagger`, `parser` and `ner` with OntoNotes' labels.

    """
    report = lambda read, loss: say(f"  {read:>12,} tokens  loss {loss:.3f}")  # noqa: E731
    sentences = [list(read(data / "syntax" / f"{name}.conllu.gz")) for name in TREEBANKS]
    gold = [doc for bank in sentences for doc in to_docs(base.vocab, bank)]
    say(f"{sum(map(len, gold)):,} words of treebanks; the second teacher")
    theirs = [doc for bank in sentences for doc in to_docs(teacher.vocab, bank)]
    tuned = train(
        _tune_encoder(teacher, theirs, recipe.tuned.seed), theirs, recipe.tuned, report, example=align_sentences
    )
    texts = read_texts(sorted((data / "corpora").glob("*.jsonl*")), recipe.news, recipe.student.seed)
    silver = [to_doc(base.vocab, run) for run in label_trees(texts, teacher, tuned, recipe.agreed)]
    say(f"{sum(map(len, silver)):,} words of news; student")
    student = _make_untrained(base, gold, recipe.student.seed)
    train(student, [*gold, *silver], recipe.student, report, example=align_sentences)
    with use_ops("numpy", use_blis=False):
        for name in student.pipe_names:
            base.add_pipe(name, source=student)


def label_trees(texts: Sequence[str], teacher: Language, tuned: Language, agreed: float) -> Iterator[list[list[Word]]]:
    """Yield runs of sentences of the texts, the words' labels empty where the teachers differ."""
    for text in texts:
        run: list[list[Word]] = []
        for sentence in (*_sentences(text[:LONGEST], teacher, tuned, agreed), None):
            if sentence:
                run.append(sentence)
            if run and (sentence is None or len(run) == RUN):
                yield run
                run = []


def align_sentences(doc: Doc, _: random.Random) -> Example:
    """Return an annotated Doc beside a bare one in which sentences begin where they do, as the rules will have it."""
    bare = Doc(doc.vocab, words=[token.text for token in doc], spaces=[bool(token.whitespace_) for token in doc])
    for token, reference in zip(bare, doc, strict=True):
        token.is_sent_start = bool(reference.is_sent_start)
    return _PartialExample(bare, doc)


class _PartialExample(Example):
    """An annotated text in which a word without a label has no known head: spaCy takes it for a root otherwise."""

    def get_aligned_parse(self, projectivize: bool = True) -> tuple[list[int | None], list[str | None]]:
        """Return heads and labels, None where unknown; both sides have the same tokens."""
        heads, labels = super().get_aligned_parse(projectivize)  # type: ignore[no-untyped-call]
        known = [token.has_dep() for token in self.reference]
        return (
            [head if sure else None for head, sure in zip(heads, known, strict=True)],
            [label if sure else None for label, sure in zip(labels, known, strict=True)],
        )


def _sentences(text: str, teacher: Language, tuned: Language, agreed: float) -> Iterator[list[Word] | None]:
    """Yield each sentence on which the teachers agree enough, None for others."""
    bare = teacher.make_doc(text)
    begins = {0, *np.searchsorted([token.idx for token in bare], starts(text) or [0]).tolist()}
    one, other = (_parse(nlp, bare, begins) for nlp in (teacher, tuned))
    persons = [(ent.start, ent.end) for ent in one.ents if ent.label_ == "PERSON" and _proper(one, ent.start, ent.end)]
    for start, end in pairwise(sorted({*begins, len(bare)})):
        inside = range(start, end)
        if len(inside) not in WORDS or any(doc[i].head.i not in inside for i in inside for doc in (one, other)):
            yield None
            continue
        named = [(first - start, last - start) for first, last in persons if start <= first and last <= end]
        words, tags, labels = zip(*((one[i].text, one[i].tag_, one[i].dep_) for i in inside), strict=True)
        rewritten = convert(words, tags, [one[i].head.i - start for i in inside], labels, named)
        yield _keep_agreed(other, inside, *rewritten, tags, agreed) if rewritten else None


def _keep_agreed(
    doc: Doc, inside: range, heads: Sequence[int], labels: Sequence[str], tags: Sequence[str], agreed: float
) -> list[Word] | None:
    """Return the sentence as `doc` has it, words of another head unknown; None where too many are."""
    words, same, counted = [], 0, 0
    for at, token in enumerate(doc[inside.start : inside.stop]):
        alike = token.head.i - inside.start == heads[at]
        punctuation = token.dep_ == "punct"
        counted += not punctuation
        same += alike and not punctuation
        tag = token.tag_ if token.tag_ == tags[at] else ""
        label = token.dep_ if token.head.i != token.i else ROOT
        head = token.head.i - inside.start
        known = alike or punctuation
        words.append(Word(token.text, bool(token.whitespace_), tag, head if known else at, label if known else ""))
    return words if counted and same >= agreed * counted else None


def _parse(nlp: Language, bare: Doc, begins: set[int]) -> Doc:
    doc = Doc(nlp.vocab, words=[token.text for token in bare], spaces=[bool(token.whitespace_) for token in bare])
    for token in doc:
        token.is_sent_start = token.i in begins
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def _proper(doc: Doc, start: int, end: int) -> bool:
    return all(token.tag_.startswith("NNP") for token in doc[start:end])


def _tune_encoder(teacher: Language, gold: Sequence[Doc], seed: int) -> Language:
    """Return the teacher's encoder under an untrained tagger and parser with the treebanks' labels."""
    fix_random_seed(seed)
    with use_ops("numpy", use_blis=False):
        nlp = Language(teacher.vocab)
        nlp.add_pipe("tok2vec", source=teacher)
        encoder = nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]
        learnt = encoder.to_bytes()
        for name, settings in _config()["components"].items():
            if name != "syntax":
                settings["model"]["tok2vec"].update(width=encoder.get_dim("nO"), upstream="tok2vec")
                nlp.add_pipe(settings.pop("factory"), config=settings)
        _initialize(nlp, gold)
        encoder.from_bytes(learnt)
    return nlp


def _make_untrained(base: Language, gold: Sequence[Doc], seed: int) -> Language:
    """Return an untrained pipeline of `parser.cfg` with the vectors of `base`."""
    fix_random_seed(seed)
    with use_ops("numpy", use_blis=False):  # why: see extract.model.load
        nlp = load_model_from_config(_config(), auto_fill=True)
        nlp.vocab.vectors = base.vocab.vectors
        _initialize(nlp, gold)
    return nlp


def _initialize(nlp: Language, gold: Sequence[Doc]) -> None:
    nlp.config["initialize"]["lookups"] = None  # spelling variants, which are a package of their own
    nlp.initialize(lambda: [Example(doc, doc) for doc in gold])


def _config() -> Config:
    with as_file(files("extract.model.training").joinpath("parser.cfg")) as path:
        return load_config(path, interpolate=True)
