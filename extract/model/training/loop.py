"""The training loop: batches by words, a warm-up and a linear decay, averaged weights at the end."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import Adam

from extract.model.training.augment import copy_tokens, vary

Report = Callable[[int, float], None]
"""Called now and then with the tokens read so far and the mean loss a token."""


@dataclass(frozen=True, slots=True)
class TrainingPlan:
    """How long and how to train."""

    tokens: int
    """Tokens to read in all, repeats included."""
    rate: float = 0.001
    """Highest learning rate."""
    batch: tuple[int, int] = (300, 1500)
    """Tokens in the first batch, and in those after the growth."""
    growth: float = 1.002
    """Factor by which a batch is larger than the one before."""
    warmup: int = 150
    """Steps until the rate is highest."""
    hold: float = 0.3
    """Share of the tokens after which the rate falls, to a fiftieth at the end."""
    dropout: float = 0.2
    varied: float = 0.15
    """Share of the texts that are read in a variant of `augment`."""
    seed: int = 0


def train(
    nlp: Language,
    docs: Sequence[Doc],
    plan: TrainingPlan,
    report: Report | None = None,
    example: Callable[[Doc, random.Random], Example] | None = None,
) -> Language:
    """Train the initialised components of `nlp` on `docs` and leave the averaged weights in it.

    Args:
        nlp: a pipeline on which `initialize` was called with these labels.
        docs: annotated texts, best of 50 to 300 tokens; they are shuffled in each round.
        plan: how long and how.
        report: told how it goes.
        example: what is learnt of a text; None is its entities, now and then in a variant of `augment`.

    """
    example = example or partial(_augment, share=plan.varied)
    rng = random.Random(plan.seed)
    optimizer = Adam(plan.rate, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    endless = _shuffle(docs, rng)
    read, step, since = 0, 0, 0
    losses: dict[str, float] = {}
    while read < plan.tokens:
        optimizer.learn_rate = _learning_rate(plan, step, read / plan.tokens)
        size = min(plan.batch[1], plan.batch[0] * plan.growth**step)
        batch: list[Example] = []
        tokens = 0
        while tokens < size:
            doc = next(endless)
            batch.append(example(doc, rng))
            tokens += len(doc)
        nlp.update(batch, drop=plan.dropout, sgd=optimizer, losses=losses)
        read, step, since = read + tokens, step + 1, since + tokens
        if report and step % 100 == 0:
            report(read, float(sum(losses.values())) / since)
            losses, since = {}, 0
    with nlp.use_params(optimizer.averages):
        averaged = nlp.to_bytes(exclude=["vocab"])
    return nlp.from_bytes(averaged)


def _augment(doc: Doc, rng: random.Random, share: float) -> Example:
    reference = vary(doc, rng) if rng.random() < share else doc
    return Example(copy_tokens(reference), reference)


def _shuffle(docs: Sequence[Doc], rng: random.Random) -> Iterator[Doc]:
    order = list(docs)
    while True:
        rng.shuffle(order)
        yield from order


def _learning_rate(plan: TrainingPlan, step: int, done: float) -> float:
    warm = min(1.0, (step + 1) / plan.warmup)
    decay = 1.0 if done < plan.hold else max(0.02, (1.0 - done) / (1.0 - plan.hold))
    return plan.rate * warm * decay
