"""Train the classifiers of lines and of pages, and say how well they do on outlets that they have not seen.

    python tests/bench/train_furniture.py --labelled CRAWLED.jsonl --articles PAGES.jsonl.gz [--cards GOLD]
        [--unlabelled CRAWLED.jsonl.gz] [--write]

CRAWLED: {"name", "outlet", "kind", "text", "furniture": [[start, end], ...]} lines. PAGES: {"id", "html", "text",
"article"} lines, of which a line is the article's where most of its runs of four words are. GOLD: a folder of
articles/NAME.txt and cards/NAME.json with "boilerplate". Of the --unlabelled pages (rows as in CORPUS) `page_kinds.tsv`
says by their ids what they are: they train the classifier of pages alone. Each page is trained on in several renderings
(`renderings.py`), since crawlers differ in what they keep. Ridge-penalised logistic regression by Newton's method; of
the three passes over the lines each sees the scores of the one before. Lists of links and errors are no pages to learn
an article's lines from: they are left to the classifier of pages, which is trained on the scores that lines get from
a model that has not seen their outlet and from one that has. Figures are of pages held out by outlet; `--write` trains
on all of them and writes both tables. `--keep FILE` keeps the weights of each fold, and which outlets it has not seen.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path

import numpy as np
from renderings import REWRITINGS, STYLES, render, rewrite

from extract.article import LISTED
from extract.offset_map import restore_range
from extract.page import line_classifier, page_kind
from extract.page.line_classifier import NUMBERS, PASSES, score_alone, score_in_context
from extract.page.line_layout import FLAGS
from extract.page.lines import Line, read_lines
from extract.page.normalization import normalize_text

LINE_TABLE = Path(line_classifier.__file__).with_name("line_weights.tsv")
KIND_TABLE = LINE_TABLE.with_name("kind_weights.tsv")
KINDS = Path(__file__).with_name("page_kinds.tsv")
FOLDS = 6
PENALTY, KIND_PENALTY = 8.0, 1.0
TOLERANCE = 1e-6
"""The share of the loss by which a round must lessen it for another to follow."""
SAMPLED = 4
"""Of how many lines one is taken for the curvature; the gradient is that of all (sub-sampled Newton method)."""
WHOLE = 4
"""Rounds at the end whose curvature is that of all lines."""
RARE = 8
"""A feature on fewer lines gets no weight."""
WEIGHTS = {
    "labelled": 1.0,
    "rewritten": 0.3,
    "article": 1.0,
    "rendered": 0.35,
    "clean": 0.2,
    "card": 1.0,
    "sorted": 0.0,
}
LOSS = 1.35
"""How many lists taken for articles an article taken for a list is worth: by cross-validation the bound at which fewest
articles are lost for the lists that are found."""
KIND_WEIGHTS = {
    "labelled": 1.0,
    "rewritten": 0.3,
    "article": 0.3,
    "rendered": 0.1,
    "clean": 0.1,
    "card": 0.2,
    "sorted": 0.7,
}
"""What a page counts, by where it comes from, for the lines and for the kind."""
CONTEXT_NAMES = (*NUMBERS, *sorted(FLAGS), *(f"within*{name}" for name in sorted(FLAGS)))
HEADER = "# Written by tests/bench/train_furniture.py; not for editing by hand.\n"
Weights = dict[str, dict[str, float]]


@dataclass
class Page:
    name: str
    group: str
    """No page of a group is trained on where another of it is judged."""
    origin: str
    kind: str
    text: str
    lines: list[Line]
    labels: np.ndarray
    """1 for a line of the article, 0 for furniture."""
    trust: np.ndarray
    """How sure the label is."""

    @property
    def listed(self) -> bool:
        return self.kind in LISTED or (self.kind == "other" and not self.labels.any())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--labelled", type=Path, required=True)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--cards", type=Path)
    parser.add_argument("--unlabelled", type=Path)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    pages = [*labelled(args.labelled), *articles(args.articles), *(cards(args.cards) if args.cards else ())]
    if args.unlabelled:
        texts = {page.text for page in pages}
        pages += (page for page in sorted_pages(args.unlabelled) if page.text not in texts)
    print(f"{len(pages)} pages, {sum(len(page.lines) for page in pages)} lines")
    whole = train_lines(pages)
    scores: dict[int, list[float]] = {}
    kept = {}
    folds = {}
    for fold in range(FOLDS):
        trained = folds[fold] = train_lines([page for page in pages if fold_of(page) != fold], start=whole)
        held = [i for i, page in enumerate(pages) if fold_of(page) == fold]
        scores |= {i: score(pages[i], trained) for i in held}
    report_lines(pages, scores)
    known = [score(page, whole) for page in pages]  # by weights that have seen the page, as those that ship have
    kinds: dict[int, float] = {}
    for fold in range(FOLDS):
        others = [i for i, page in enumerate(pages) if fold_of(page) != fold]
        trained_kind = train_kind([(pages[i], own[i]) for own in (scores, known) for i in others])
        kept[fold] = {"lines": folds[fold], "kind": trained_kind}
        for i, page in enumerate(pages):
            if fold_of(page) == fold:
                kinds[i] = judge(trained_kind, page, scores[i])
    report_kinds(pages, kinds)
    if args.keep:
        groups = {page.name: fold_of(page) for page in pages if page.origin in ("labelled", "card", "article")}
        args.keep.write_text(json.dumps({"folds": kept, "fold_of": groups}), "utf-8")
    if args.write:
        rows = [f"{name}\t{f}\t{w:.4f}\n" for name in PASSES for f, w in whole[name].items()]
        LINE_TABLE.write_text(HEADER + "# pass\tfeature\tweight\n" + "".join(rows), "utf-8")
        kind = train_kind([(page, own[i]) for own in (scores, known) for i, page in enumerate(pages)])
        rows = [f"{f}\t{w:.4f}\n" for f, w in kind.items()]
        KIND_TABLE.write_text(HEADER + "# feature\tweight: above 0 in sum is an index page\n" + "".join(rows), "utf-8")


def labelled(path: Path) -> Iterator[Page]:
    """Yield pages whose furniture was labelled by hand, each in two other renderings as well."""
    for row in map(json.loads, path.open(encoding="utf-8")):
        text = row["text"]
        furniture = covered(text, row["furniture"])
        yield of_spans(row["name"], row["outlet"], "labelled", row["kind"], text, furniture)
        shares = []
        at = 0
        for line in text.split("\n"):
            shares.append(share(text, at, at + len(line), furniture))
            at += len(line) + 1
        for i in picked(row["name"], len(REWRITINGS), 2):
            lines_of_it, marks = [], bytearray()
            for line, number in rewrite(text, REWRITINGS[i]):
                is_furniture = number is not None and shares[number] >= 0.5
                lines_of_it.append(line)
                marks += bytes([is_furniture]) * (len(line) + 1)
            name = f"{row['name']}/{REWRITINGS[i].__name__}"
            yield of_spans(name, row["outlet"], "rewritten", row["kind"], "\n".join(lines_of_it), marks)


def cards(path: Path) -> Iterator[Page]:
    """Yield annotated articles with their boilerplate."""
    for card in sorted((path / "cards").glob("*.json")):
        text = (path / "articles" / f"{card.stem}.txt").read_text("utf-8")
        at, spans = 0, []
        for piece in json.loads(card.read_text("utf-8"))["boilerplate"]:
            start = max(text.find(piece, at), text.find(piece))
            if start >= 0:
                at = start + len(piece)
                spans.append((start, at))
        yield of_spans(card.stem, card.stem, "card", "article", text, covered(text, spans))


def articles(path: Path) -> Iterator[Page]:
    """Yield web pages whose article is known: flattened, in two other renderings, and the article alone."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            found = re.findall(r"(?is)<(?:title|h1)\b[^>]*>(.*?)</(?:title|h1)>", row["html"])
            titles = [re.sub("<[^>]+>", "", title) for title in found]
            name, article = row["id"], row["article"]
            yield of_article(name, name, "article", row["text"], article, titles)
            yield of_article(f"{name}/clean", name, "clean", article, article, titles)
            for i in picked(name, len(STYLES), 2):
                page = of_article(
                    f"{name}/{STYLES[i]}", name, "rendered", render(row["html"], STYLES[i]), article, titles
                )
                if page.labels.sum() > 1:
                    yield page


def sorted_pages(path: Path) -> Iterator[Page]:
    """Yield the pages of which only their kind is known."""
    kinds = dict(line.split("\t") for line in KINDS.read_text("utf-8").splitlines() if not line.startswith("#"))
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            if row["id"] in kinds:
                text = normalize_text(row["text"]).text
                lines = read_lines(text)
                nothing = np.zeros(len(lines))
                yield Page(row["id"], row["source"], "sorted", kinds[row["id"]], text, lines, nothing, nothing)


def of_spans(name: str, group: str, origin: str, kind: str, text: str, furniture: bytearray) -> Page:
    read = normalize_text(text)
    lines = read_lines(read.text)
    own = np.array([share(text, *restore_range(read, line.start, line.end), furniture) for line in lines])
    return Page(name, group, origin, kind, read.text, lines, (own < 0.5) * 1.0, abs(2 * own - 1))


def of_article(name: str, group: str, origin: str, text: str, article: str, titles: Sequence[str]) -> Page:
    """Return a page whose lines are labelled by the article's own text; of headings and bylines nothing is known."""
    text = normalize_text(text).text
    lines = read_lines(text)
    runs = set(shingles(article))
    whole = {" ".join(words(line)) for line in article.split("\n") if line.strip()}
    running = f" {' '.join(words(article))} "
    labels, trust = np.zeros(len(lines)), np.ones(len(lines))
    for i, line in enumerate(lines):
        own = words(text[line.start : line.end])
        if len(own) >= 4:
            there = shingles(text[line.start : line.end])
            labels[i] = sum(run in runs for run in there) > len(there) / 2
        elif own:
            joined = " ".join(own)
            labels[i] = joined in whole or (line.size > 3 and f" {joined} " in running)
            trust[i] = 1.0 if joined in whole or not labels[i] else 0.5
        else:
            trust[i] = 0.3
    sure = [i for i, line in enumerate(lines) if labels[i] and len(words(text[line.start : line.end])) >= 6]
    first, last = (sure[0], sure[-1]) if sure else (0, -1)
    headings = [own for own in map(set, map(words, titles)) if len(own) > 2]
    for i, line in enumerate(lines):
        own_words = set(words(text[line.start : line.end]))
        if labels[i] and len(own_words) < 4 and not first - 2 <= i <= last + 2:
            labels[i] = 0.0
        echoes = len(own_words) > 2 and any(len(own_words & h) >= 0.8 * len(own_words) for h in headings)
        near = first - 12 <= i < first and {"by", "dated", "date-only", "name-like2"}.intersection(line.features)
        if not labels[i] and (echoes or near):
            trust[i] = 0.0
    return Page(name, group, origin, "article", text, lines, labels, trust)


def covered(text: str, spans: Iterable[Sequence[int]]) -> bytearray:
    marks = bytearray(len(text))
    for start, end in spans:
        marks[start:end] = b"\1" * (end - start)
    return marks


def share(text: str, start: int, end: int, marks: bytearray) -> float:
    own = [i for i in range(start, end) if not text[i].isspace()]
    return sum(marks[i] for i in own) / max(1, len(own))


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def shingles(text: str, n: int = 4) -> list[tuple[str, ...]]:
    found = words(text)
    return list(zip(*(found[i:] for i in range(n)), strict=False)) if len(found) >= n else [tuple(found)]


def picked(name: str, count: int, few: int) -> list[int]:
    """Return a few of `count` numbers, the same for a name in each run."""
    return sorted(range(count), key=lambda i: md5(f"{name} {i}".encode()).digest())[:few]


def fold_of(page: Page) -> int:
    return md5(page.group.encode()).digest()[0] % FOLDS


def importance(page: Page) -> np.ndarray:
    """Return what each line counts: by its length, and three times as much so that each page counts the same."""
    mass = np.array([min(line.size / 60 + 0.3, 4.0) for line in page.lines])
    judged = np.array([not line.comment for line in page.lines]) * page.trust * (not page.listed)
    return WEIGHTS[page.origin] * judged * (0.25 * mass + 110 * mass / mass.sum())


def train_lines(pages: Sequence[Page], start: Weights | None = None) -> Weights:
    """Return the weights of the three passes; `start` are some that are near already."""
    pages = [page for page in pages if not page.listed and page.trust.any()]
    y = np.concatenate([page.labels for page in pages]).astype(np.float32)
    weights = np.concatenate([importance(page) for page in pages]).astype(np.float32)
    if start:
        names = list(start[PASSES[0]])
    else:
        counts = Counter(feature for page in pages for line in page.lines for feature in line.features)
        names = ["bias", *sorted(feature for feature, count in counts.items() if count >= RARE)]
    place = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(y), len(names)), np.float32)
    x[:, 0] = 1
    for row, line in enumerate(line for page in pages for line in page.lines):
        x[row, [place[feature] for feature in line.features if feature in place]] = 1
    found = {PASSES[0]: fit(x, y, weights, names, start and start[PASSES[0]])}
    scores = [score_alone(page.lines, found[PASSES[0]]) for page in pages]
    for name in PASSES[1:]:
        x = np.concatenate([context(page, own) for page, own in zip(pages, scores, strict=True)])
        found[name] = fit(x, y, weights, CONTEXT_NAMES, start and start[name])
        scores = [score_in_context(page.lines, own, found[name]) for page, own in zip(pages, scores, strict=True)]
    return found


def context(page: Page, scores: Sequence[float]) -> np.ndarray:
    numbers = np.array([*line_classifier.read_context(page.lines, scores)], np.float32)
    flags = np.array([[name in line.features for name in sorted(FLAGS)] for line in page.lines], np.float32)
    within = numbers[:, [NUMBERS.index("within")]]
    return np.concatenate([numbers, flags, flags * within], axis=1)


def fit(
    x: np.ndarray,
    y: np.ndarray,
    weights: np.ndarray,
    names: Sequence[str],
    start: Mapping[str, float] | None = None,
    penalty: float = PENALTY,
) -> dict[str, float]:
    """Return the weights of a ridge-penalised logistic regression, by Newton's method with step halving."""
    beta = np.array([start[name] for name in names] if start else np.zeros(len(names)), np.float32)
    step_over = SAMPLED if len(y) > 50 * len(names) else 1
    rounds = 8 if start else 18
    best, z = np.inf, x @ beta
    for i in range(rounds):
        if i == rounds - WHOLE:
            step_over = 1
        p = 1 / (1 + np.exp(-z))
        gradient = x.T @ (weights * (p - y)) + penalty * beta
        curvature = np.sqrt(step_over * weights * p * (1 - p) + 1e-6)
        scaled = x[::step_over] * curvature[::step_over, None]
        hessian = scaled.T @ scaled + penalty * np.eye(x.shape[1], dtype=np.float32)
        step = np.linalg.solve(hessian.astype(np.float64), gradient.astype(np.float64)).astype(np.float32)
        before = best
        for halving in range(8):
            tried = beta - step * 0.5**halving
            z = x @ tried
            loss = float((weights * (np.logaddexp(0, z) - y * z)).sum() + penalty * (tried @ tried) / 2)
            if loss <= best:
                best, beta = loss, tried
                break
        if before - best < TOLERANCE * best and step_over == 1:
            break
    return dict(zip(names, map(float, beta), strict=True))


def score(page: Page, weights: Weights) -> list[float]:
    scores = score_alone(page.lines, weights[PASSES[0]])
    for name in PASSES[1:]:
        scores = score_in_context(page.lines, scores, weights[name])
    return scores


def train_kind(pages: Sequence[tuple[Page, list[float]]]) -> dict[str, float]:
    measured = [page_kind.measure_page(page.text, page.lines, scores) for page, scores in pages]
    names = list(measured[0])
    x = np.array([[values[name] for name in names] for values in measured], np.float32)
    middle, spread = x.mean(0), x.std(0) + 1e-6
    middle[0], spread[0] = 0, 1
    y = np.array([float(page.listed) for page, _ in pages], np.float32)
    weights = np.array([KIND_WEIGHTS[page.origin] for page, _ in pages], np.float32)
    found = np.array(list(fit((x - middle) / spread, y, weights, names, penalty=KIND_PENALTY).values())) / spread
    found[0] -= (found * middle)[1:].sum() + np.log(LOSS)
    return dict(zip(names, map(float, found), strict=True))


def judge(weights: Mapping[str, float], page: Page, scores: Sequence[float]) -> float:
    measured = page_kind.measure_page(page.text, page.lines, scores)
    return sum(weights[name] * value for name, value in measured.items())


def report_lines(pages: Sequence[Page], scores: Mapping[int, Sequence[float]]) -> None:
    """Print F1 of furniture by characters, over all pages of an origin and as the mean of each page's own."""
    for origin in WEIGHTS:
        hit = said = gold = 0.0
        own = []
        for i, page in enumerate(pages):
            if page.origin == origin and not page.listed and page.trust.any():
                sizes = np.array([line.size for line in page.lines]) * (page.trust > 0)
                is_furniture, called = page.labels < 0.5, np.array(scores[i]) < 0
                h, s, g = ((sizes * mask).sum() for mask in (is_furniture & called, called, is_furniture))
                hit, said, gold = hit + h, said + s, gold + g
                own.append(2 * h / (s + g) if s + g else 1.0)
        if own:
            print(
                f"lines, {origin}: F1 {2 * hit / (said + gold or 1):.3f}, by page {np.mean(own):.3f} ({len(own)} pages)"
            )


def report_kinds(pages: Sequence[Page], kinds: Mapping[int, float]) -> None:
    for origin in KIND_WEIGHTS:
        judged = [(kinds[i] > 0, page.listed) for i, page in enumerate(pages) if page.origin == origin]
        if judged:
            lost, missed = judged.count((True, False)), judged.count((False, True))
            print(f"kind, {origin}: {lost} articles taken for lists, {missed} lists for articles, of {len(judged)}")


if __name__ == "__main__":
    main()
