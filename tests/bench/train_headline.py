"""Train the model that tells the headline of a page, and say how well it does on outlets that it has not seen.

    python tests/bench/train_headline.py --labelled CRAWLED.jsonl --articles PAGES.jsonl.gz --cards GOLD
        --unlabelled CRAWLED.jsonl.gz --lines KEPT.json [--keep FILE] [--write]

The sets are those of `train_furniture.py`, whose `--keep` writes KEPT: the classifiers of lines and pages that have not
seen an outlet. A page's headline is the line that its label has ("title"), that `page_titles.tsv` has for the id of a
page of the crawl, or that the page's og:title or only <h1> has; every third rendering of these is trained on without
it as well. Ridge-penalised conditional logit by Newton's method.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path

import numpy as np
from renderings import REWRITINGS, STYLES, render, rewrite
from train_furniture import FOLDS

from extract.article import LISTED
from extract.page import headline, line_classifier, page_kind
from extract.page.furniture import find_furniture
from extract.page.header import read_header
from extract.page.normalization import normalize_text
from extract.page.title import apply_rules

TABLE = Path(headline.__file__).with_name("headline_weights.tsv")
TITLES = Path(__file__).with_name("page_titles.tsv")
PENALTY = 2.0
ROUNDS = 25
RARE = 8
"""A feature of fewer lines gets no weight."""
WEIGHTS = {"labelled": 1.0, "rewritten": 0.25, "card": 0.7, "crawl": 1.0, "crawl-rewritten": 0.5, "page": 0.5}
WEIGHTS |= {"rendered": 0.2, "lost": 0.35}
"""What a page counts, by where it comes from."""
UNUSED = re.compile(r".*:|function|digits|words\d|inner|lone|first$|last$|indent|comma|sentences|capitals0")
"""Features of lines that tell an article from furniture and no headline from either."""
SUFFIX = re.compile(r"\s+(?:[|–—·-]|::|»)\s+")


@dataclass
class Page:
    origin: str
    group: str
    titles: frozenset[str]
    """The headline as it may stand in the page, folded; empty where it has none."""
    text: str


@dataclass
class Sample:
    origin: str
    fold: int
    titled: bool
    features: list[dict[str, float]]
    right: list[bool]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--labelled", "--articles", "--cards", "--unlabelled", "--lines"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    pages = [*labelled(args.labelled), *cards(args.cards), *crawl(args.unlabelled), *articles(args.articles)]
    kept = json.loads(args.lines.read_text("utf-8"))["folds"]
    samples = [sample for page in pages if (sample := read_sample(page, kept))]
    counts = Counter(name for sample in samples for features in sample.features for name in features)
    names = sorted(name for name, count in counts.items() if count >= RARE and not UNUSED.match(name))
    print(f"{len(samples)} pages, {len(names)} features")
    folds = {
        fold: fit([sample for sample in samples if sample.fold != fold and usable(sample)], names)
        for fold in range(FOLDS)
    }
    report(samples, names, folds)
    if args.keep:
        weights = {fold: dict(zip(names, map(float, beta), strict=True)) for fold, beta in folds.items()}
        args.keep.write_text(json.dumps(weights), "utf-8")
    if args.write:
        found = fit([sample for sample in samples if usable(sample)], names)
        table = "".join(f"{name}\t{weight:.4f}\n" for name, weight in zip(names, found, strict=True))
        header = "# Written by tests/bench/train_headline.py; not for editing by hand.\n# feature\tweight\n"
        TABLE.write_text(header + table, "utf-8")


def labelled(path: Path) -> Iterator[Page]:
    for row in map(json.loads, path.open(encoding="utf-8")):
        if row["kind"] not in LISTED:
            titles = frozenset((fold_text(row["title"]),)) if row["title"] else frozenset()
            yield Page("labelled", row["outlet"], titles, row["text"])
            for how in REWRITINGS:
                text = "\n".join(line for line, _ in rewrite(row["text"], how))
                yield Page("rewritten", row["outlet"], titles, text)


def cards(path: Path) -> Iterator[Page]:
    for card in sorted((path / "cards").glob("*.json")):
        title = json.loads(card.read_text("utf-8"))["title"]
        text = (path / "articles" / f"{card.stem}.txt").read_text("utf-8")
        yield Page("card", card.stem, frozenset((fold_text(title),)) if title else frozenset(), text)


def crawl(path: Path) -> Iterator[Page]:
    rows = [line.split("\t") for line in TITLES.read_text("utf-8").splitlines() if not line.startswith("#")]
    places = {name: None if at == "-" else int(at) for name, at in rows}
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            if row["id"] in places:
                at, text = places[row["id"]], row["text"]
                titles = frozenset() if at is None else frozenset((fold_text(text[at:].split("\n", 1)[0]),))
                yield Page("crawl", row["source"], titles, text)
                how = REWRITINGS[md5(row["id"].encode()).digest()[0] % len(REWRITINGS)]
                yield Page("crawl-rewritten", row["source"], titles, "\n".join(line for line, _ in rewrite(text, how)))


def articles(path: Path) -> Iterator[Page]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            titles = read_titles(row["html"])
            for style in ("", *STYLES):
                text = render(row["html"], style) if style else row["text"]
                lines = text.split("\n")
                if titles.intersection(map(fold_text, lines)):
                    yield Page("rendered" if style else "page", row["id"], titles, text)
                    if md5(f"{row['id']} {style}".encode()).digest()[0] % 3 == 0:
                        left = [line for line in lines if not any(title in fold_text(line) for title in titles)]
                        yield Page("lost", row["id"], frozenset(), "\n".join(left))


def read_titles(page: str) -> frozenset[str]:
    """Return the headline of an HTML page by its metadata, with and without the name of its site."""
    headings = [re.sub("<[^>]+>", "", found) for found in re.findall(r"(?is)<h1\b[^>]*>(.*?)</h1>", page)]
    found = [heading for heading in headings if heading.count(" ") > 1]
    found = found if len(found) == 1 else []
    if meta := re.search(r"(?is)<meta[^>]+property=[\"']og:title[\"'][^>]*>", page):
        found += [match[2] for match in re.finditer(r"(?is)content=([\"'])(.*?)\1", meta[0])]
    found += [title[: match.start()] for title in found for match in SUFFIX.finditer(title)]
    return frozenset(folded for title in found if (folded := fold_text(html.unescape(title))).count(" ") > 1)


def fold_text(text: str) -> str:
    return " ".join(re.findall(r"\w+", re.sub(r"\]\([^)\n]*\)?", " ", text).casefold()))


def read_sample(page: Page, kept: dict[str, dict[str, dict[str, dict[str, float]]]]) -> Sample | None:
    """Return the candidates of a page by classifiers that have not seen its outlet; None where it is no page."""
    fold = md5(page.group.encode()).digest()[0] % FOLDS
    weights = kept[str(fold)]
    line_classifier.weights_of = lambda name: weights["lines"][name]  # type: ignore[assignment]
    line_classifier.weigh_context.cache_clear()
    page_kind._weights = lambda: weights["kind"]  # type: ignore[assignment]
    text = normalize_text(page.text).text
    furniture = find_furniture(text)
    if furniture.body is None:
        return None
    rules = apply_rules(text, read_header(text, furniture), furniture.body)
    found = list(headline.describe_candidates(furniture.lines, furniture.body, rules))
    right = [fold_text(text[line.start : line.end]) in page.titles for line, _ in found]
    return Sample(page.origin, fold, bool(page.titles), [features for _, features in found], right)


def usable(sample: Sample) -> bool:
    return any(sample.right) or not sample.titled


def to_matrix(sample: Sample, names: Sequence[str]) -> np.ndarray:
    """Return a row for no line, then one for each candidate."""
    return np.array([[0.0] * len(names), *([row.get(name, 0.0) for name in names] for row in sample.features)])


def fit(samples: Sequence[Sample], names: Sequence[str]) -> np.ndarray:
    matrices = [to_matrix(sample, names) for sample in samples]
    x = np.concatenate(matrices)
    starts = np.cumsum([0, *map(len, matrices[:-1])])
    page = np.repeat(np.arange(len(matrices)), list(map(len, matrices)))
    right = np.concatenate([[not sample.titled, *sample.right] for sample in samples]).astype(float)
    weights = np.array([WEIGHTS[sample.origin] for sample in samples])

    def measure(beta: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
        scores = x @ beta
        shares = np.exp(scores - np.maximum.reduceat(scores, starts)[page])
        shares /= np.add.reduceat(shares, starts)[page]
        hit = np.add.reduceat(shares * right, starts)
        return float(-(weights * np.log(hit + 1e-300)).sum() + PENALTY * (beta @ beta) / 2), shares, hit

    beta = np.zeros(len(names))
    loss, shares, hit = measure(beta)
    for _ in range(ROUNDS):
        gradient = PENALTY * beta - x.T @ (weights[page] * shares * (right / hit[page] - 1))
        means = np.add.reduceat(x * shares[:, None], starts, axis=0)
        hessian = (x * (weights[page] * shares)[:, None]).T @ x - (means * weights[:, None]).T @ means
        step = np.linalg.solve(hessian + PENALTY * np.eye(len(names)), gradient)
        before = loss
        for halving in range(12):
            tried, *rest = measure(beta - step * 0.5**halving)
            if tried <= before:
                beta = beta - step * 0.5**halving
                loss, (shares, hit) = tried, rest
                break
        if before - loss < 1e-5 * before:
            break
    return beta


def report(samples: Sequence[Sample], names: Sequence[str], folds: dict[int, np.ndarray]) -> None:
    """Print the F1 of headlines by origin; that of pages that lost theirs as how many are said to have one."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for sample in samples:
        at = int((to_matrix(sample, names) @ folds[sample.fold]).argmax())
        said = counts[sample.origin]
        said[0] += at > 0 and sample.right[at - 1]
        said[1] += at > 0
        said[2] += sample.titled
    for origin, (hit, said, gold) in counts.items():
        print(f"{origin}: F1 {2 * hit / (said + gold or 1):.3f}, {hit} right of {said} said and {gold} there")


if __name__ == "__main__":
    main()
