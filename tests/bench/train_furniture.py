"""Train the line classifier of `extract.page.classify` and say how well it does on pages that it has not seen.

    python tests/bench/train_furniture.py PAGES.jsonl.gz [--folds 9] [--write]

PAGES has {"id", "text", "article"} lines: a flattened page and its article's own text. A line is the article's where
most of its runs of four words are in it. Each page is also shown without bullets, without blank lines, and without
both, since scrapers differ in what they keep. Ridge-penalised logistic regression by Newton's method, three passes of
which each sees the scores of the one before. Scores are means over pages of precision and recall of four-word runs,
pages of a fold being left out of the training for it; `--write` trains on all of them and writes the table of weights.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from extract.page import classify
from extract.page.lines import Line, lines_of

TABLE = Path(classify.__file__).with_name("weights.tsv")
STAGES = ("first", "second", "third")
PENALTY = 10.0
RARE = 8
"""A feature on fewer lines gets no weight."""
VARIANT_WEIGHT = 0.4
HEADER = """# Weights of the line classifier, written by tests/bench/train_furniture.py; not for editing by hand.
# pass	feature	weight
"""


@dataclass
class Page:
    lines: list[Line]
    labels: np.ndarray
    weight: float
    article: str
    variant: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--folds", type=int, default=9)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    with gzip.open(args.pages, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    pages = [list(views(row["text"], row["article"], i)) for i, row in enumerate(rows)]
    if args.folds:
        report(pages, args.folds)
    if args.write:
        trained = train([page for group in pages for page in group])
        TABLE.write_text(HEADER + "".join(f"{s}\t{f}\t{w:.4f}\n" for s, f, w in flat(trained)), "utf-8")


def views(text: str, article: str, number: int) -> Iterator[Page]:
    """Yield a page as it is and one poorer rendering of it."""
    yield page(text, article, 1.0)
    lines = [line.strip() for line in text.split("\n")]
    bullets, blanks = ((True, False), (False, True), (True, True))[number % 3]
    if bullets:
        lines = [line.lstrip("*+# ") for line in lines]
    kept = [line for line in lines if line]
    yield page(("\n" if blanks else "\n\n").join(kept), article, VARIANT_WEIGHT)


def page(text: str, article: str, weight: float) -> Page:
    lines = lines_of(text)
    return Page(lines, labelled(lines, article), weight, article, weight < 1)


def labelled(lines: Sequence[Line], article: str) -> np.ndarray:
    runs = shingles(article)
    whole = {" ".join(words(line)).lower() for line in article.split("\n") if line.strip()}
    labels = []
    for line in lines:
        own = shingles(line.text)
        if len(words(line.text)) >= 4:
            labels.append(sum(run in runs for run in own) > len(own) / 2)
        else:
            labels.append(bool(words(line.text)) and " ".join(words(line.text)).lower() in whole)
    sure = [i for i, line in enumerate(lines) if labels[i] and len(words(line.text)) >= 4]
    low, high = (sure[0] - 2, sure[-1] + 2) if sure else (0, -1)
    short = [len(words(line.text)) < 4 for line in lines]
    return np.array([on and (not short[i] or low <= i <= high) for i, on in enumerate(labels)], float)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def shingles(text: str, n: int = 4) -> Counter:
    found = words(text)
    return Counter(zip(*(found[i:] for i in range(n)), strict=False)) if len(found) >= n else Counter([tuple(found)])


def train(pages: Sequence[Page]) -> dict[str, dict[str, float]]:
    """Return the weights of the three passes."""
    counts = Counter(feature for page in pages for line in page.lines for feature in line.features)
    names = ["bias", *sorted(feature for feature, count in counts.items() if count >= RARE)]
    place = {name: i for i, name in enumerate(names)}
    y = np.concatenate([page.labels for page in pages])
    weights = np.concatenate([importance(page) for page in pages])
    x = np.zeros((len(y), len(names)))
    x[:, 0] = 1
    for row, line in enumerate(line for page in pages for line in page.lines):
        for feature in line.features:
            if feature in place:
                x[row, place[feature]] = 1
    beta = fitted(x, y, weights)
    found = {"first": dict(zip(names, beta, strict=True))}
    scores = x @ beta
    for stage in STAGES[1:]:
        x = np.concatenate(
            [
                np.array(classify.context(page.lines, own.tolist()))
                for page, own in zip(pages, split(scores, pages), strict=True)
            ]
        )
        beta = fitted(x, y, weights)
        found[stage] = dict(zip(classify.CONTEXT, beta, strict=True))
        scores = x @ beta
    return found


def importance(page: Page) -> np.ndarray:
    """Return what each line counts: half by its length, half so that each page counts the same."""
    mass = np.array([min((line.end - line.start) / 60 + 0.3, 4.0) for line in page.lines])
    return page.weight * (0.5 * mass + 75 * mass / mass.sum())


def fitted(x: np.ndarray, y: np.ndarray, weights: np.ndarray) -> np.ndarray:
    beta = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-(x @ beta)))
        gradient = x.T @ (weights * (p - y)) + PENALTY * beta
        hessian = (x * (weights * p * (1 - p) + 1e-9)[:, None]).T @ x + PENALTY * np.eye(x.shape[1])
        step = np.linalg.solve(hessian, gradient)
        beta -= step
        if abs(step).max() < 1e-4:
            break
    return beta


def split(values: np.ndarray, pages: Sequence[Page]) -> list[np.ndarray]:
    return np.split(values, np.cumsum([len(page.lines) for page in pages])[:-1])


def flat(trained: dict[str, dict[str, float]]) -> Iterator[tuple[str, str, float]]:
    for stage in STAGES:
        for feature, weight in trained[stage].items():
            yield stage, feature, weight


def report(pages: Sequence[Sequence[Page]], folds: int) -> None:
    totals = {False: np.zeros(3), True: np.zeros(3)}
    for fold in range(folds):
        trained = train([page for i, group in enumerate(pages) if i % folds != fold for page in group])
        classify._weights = trained.__getitem__
        for page in (page for i, group in enumerate(pages) if i % folds == fold for page in group):
            kept = classify.article_lines(page.lines)
            said = shingles(" ".join(line.text for line, on in zip(page.lines, kept, strict=True) if on))
            gold = shingles(page.article)
            both = sum((said & gold).values())
            totals[page.variant] += (1, both / max(1, sum(said.values())), both / sum(gold.values()))
    for variant, (n, p, r) in totals.items():
        p, r = p / n, r / n
        name = "poorer renderings" if variant else "pages as they are"
        print(f"{name}: p {p:.3f} r {r:.3f} f {2 * p * r / (p + r):.3f} ({folds} folds)")


if __name__ == "__main__":
    main()
