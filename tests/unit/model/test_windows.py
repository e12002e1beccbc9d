"""An article of any length is extracted in bounded memory, and says what it would say if it were read at once."""

import json
import subprocess
import sys
import weakref
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from extract.article import Article
from extract.model.windows import window_bounds
from extract.pipeline import BATCH, Pipeline, process

ROOT = Path(__file__).parents[3]
SEEDS = "\n\n".join(path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt")))
WHOLE = 10**9


def test_a_long_text_in_windows_says_what_it_says_whole(nlp: Language) -> None:
    article = Article("a", "a.txt", SEEDS)
    whole, *in_windows = (record for tokens in (WHOLE, 150, 400) for record in process(nlp, [article], tokens=tokens))
    assert len(whole.mentions) > 100
    assert in_windows == [whole, whole]


def test_names_are_found_in_a_sentence_that_no_window_holds(nlp: Language) -> None:
    text = " and ".join(f"Anna Kowalska met Piotr Nowak in Warsaw on day {n}" for n in range(60))
    (record,) = process(nlp, [Article("a", "a.txt", text)], tokens=70)
    found = [mention.text for mention in record.mentions if mention.label == "PERSON"]
    assert found.count("Anna Kowalska") > 50
    assert found.count("Piotr Nowak") > 50


@given(sentences=st.sets(st.integers(0, 400)), length=st.integers(1, 400), tokens=st.integers(1, 90))
def test_windows_hold_every_token_once_and_begin_with_a_sentence_where_one_begins(
    sentences: set[int], length: int, tokens: int
) -> None:
    begins = sorted({0, *(at for at in sentences if at < length)})
    windows = list(window_bounds(begins, length, tokens))
    assert (windows[0][0], windows[-1][1]) == (0, length)
    assert all(end == start for (_, end), (start, _) in pairwise(windows))
    for start, end in windows:
        assert 0 < end - start <= tokens
        inside = [at for at in begins if start < at <= end]
        assert end == length or end in begins or not inside


class WatchedPipeline(Pipeline):
    """Notes at each loading whether the pipeline before is still in memory."""

    before: Callable[[], Language | None] | None = None

    def _load(self) -> None:
        self.held = [*getattr(self, "held", ()), self.before is not None and self.before() is not None]
        super()._load()
        self.before = weakref.ref(self.nlp)


def test_a_vocabulary_that_has_grown_is_dropped_and_the_records_stay_the_same() -> None:
    texts = [f"Anna Kowalska of ministry {n}x{n} said that Warsaw is safe." + " " * BATCH for n in range(2)]
    articles = [Article(str(n), "a.txt", text) for n, text in enumerate(texts)]
    pipeline = WatchedPipeline(growth=2)
    before = len(pipeline.nlp.vocab.strings)
    records = list(pipeline.process(articles))
    assert pipeline.held == [False, False]
    assert len(pipeline.nlp.vocab.strings) < before + 200
    assert [[mention.text for mention in record.mentions] for record in records] == [["Anna Kowalska", "Warsaw"]] * 2


WORKER = """
import json, sys
from pathlib import Path
from extract.article import Article
from extract.index.extraction.worker import Extractor
from extract.index.store.compression import ArticleCompressor, encode_article
from extract.index.store.records import ExtractedRecord, Task
text = Path(sys.argv[1]).read_text("utf-8")
compressor = ArticleCompressor(None)
lengths = [*[72_000] * 3, 500_000]
texts = [(text * (length // len(text) + 1))[:length] for length in lengths]
packed = [compressor.compress(encode_article(Article(str(n), "a.txt", one))) for n, one in enumerate(texts)]
outcomes = Extractor(compressor).run([Task(n, str(n), "a.txt", 0, one) for n, one in enumerate(packed)])
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(json.dumps([all(isinstance(outcome, ExtractedRecord) for outcome in outcomes), int(peak.split()[1]) / 1024]))
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells the peak of a process's memory")
def test_a_worker_that_is_given_the_longest_texts_at_once_stays_below_500_mb(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text(SEEDS, "utf-8")
    done = subprocess.run([sys.executable, "-c", WORKER, text], capture_output=True, text=True, cwd=ROOT, check=True)
    derived, peak = json.loads(done.stdout)
    assert derived
    assert peak < 500
