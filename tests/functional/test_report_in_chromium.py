"""A real browser shows the HTML report as it was meant: nothing in it runs, nothing runs over the edge."""

import html
import io
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from extract.brief.report import write_html
from extract.brief.values import BriefStory
from extract.export import ExportItem, ExportSummary, load_exporter
from tests.unit.brief.articles import evidence
from tests.unit.brief.test_compose import STORY
from tests.unit.brief.test_report import HARM, report
from tests.unit.export.conftest import hostile, item, summary  # noqa: F401 - fixtures

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")]

FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--dump-dom"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--virtual-time-budget=3000",
]

PROBE = """
const frame = document.querySelector('iframe');
frame.addEventListener('load', () => {
  const page = frame.contentDocument.documentElement;
  const overlap = [...frame.contentDocument.querySelectorAll('dt')].filter(dt => {
    const dd = dt.nextElementSibling;
    return dd && dt.getBoundingClientRect().right > dd.getBoundingClientRect().left;
  });
  document.querySelector('pre').textContent = JSON.stringify({
    harmed: window.HARMED || null, wide: page.scrollWidth - page.clientWidth, overlap: overlap.length,
    articles: frame.contentDocument.querySelectorAll('article').length,
    foreign: frame.contentDocument.querySelectorAll('script, img, iframe, form, object').length,
  });
});
"""
"""Run outside the report, in the page that frames it: measures what the report became once it was laid out."""


@pytest.mark.parametrize("width", [360, 1200])
def test_a_report_of_hostile_articles_is_laid_out_and_inert(
    tmp_path: Path,
    width: int,
    item: ExportItem,  # noqa: F811
    hostile: ExportItem,  # noqa: F811
    summary: ExportSummary,  # noqa: F811
) -> None:
    out = io.BytesIO()
    load_exporter("html")(iter([item, hostile]), summary, out)
    measured = measure(out.getvalue().decode(), tmp_path, width)
    assert measured == {"harmed": None, "wide": 0, "overlap": 0, "articles": 2, "foreign": 0}


@pytest.mark.parametrize("width", [360, 1200])
def test_a_brief_of_hostile_articles_is_laid_out_and_inert(tmp_path: Path, width: int) -> None:
    harmful = evidence(HARM, HARM, figures={"12 people": (12, "people")}, quotes={HARM: HARM}, outlet=HARM)
    story = BriefStory("a", "a", (harmful, evidence("b", f"Again: {HARM}", outlet="<i>")))
    measured = measure(report(write_html, [story, STORY]), tmp_path, width)
    assert measured == {"harmed": None, "wide": 0, "overlap": 0, "articles": 0, "foreign": 0}


def measure(page_text: str, tmp_path: Path, width: int) -> dict[str, object]:
    """Lay a page out in a frame of so many pixels, and measure what became of it."""
    framed = json.dumps(page_text).replace("</", "<\\/").replace("<!--", "<\\!--")
    page = tmp_path / "frame.html"
    page.write_text(
        f'<!doctype html><meta charset="utf-8"><pre></pre><iframe style="width:{width}px;height:900px"></iframe>'
        f"<script>{PROBE}; frame.srcdoc = {framed}</script>",
        "utf-8",
    )
    run = subprocess.run(
        [str(CHROMIUM), *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", page.as_uri()],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    found = re.search(r"<pre>(.*?)</pre>", run.stdout, re.DOTALL)
    assert found, run.stdout[:2000]
    measured: dict[str, object] = json.loads(html.unescape(found[1]))
    return measured
