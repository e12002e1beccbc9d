"""Draws the timeline of reports as SVG: a bar a month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

HEIGHT, BAR, GAP, FOOT, YEAR = 60, 14, 2, 16, 30
"""Pixels: of the highest bar, of a bar's width, between bars, of the line of years, of a year's four digits."""

MOST_BARS = 60
"""Beyond five years of months the bars are years."""


def draw_timeline(months: Sequence[tuple[str, int]]) -> Markup:
    """Draw (YYYY-MM, articles), in ascending order, as SVG; months without articles are filled in."""
    bars = _fill(months)
    if len(bars) > MOST_BARS:
        bars = _years(bars)
    if not bars:
        return Markup()
    width = len(bars) * (BAR + GAP)
    top = max(count for _, count in bars)
    label = f"{bars[0][0]} to {bars[-1][0]}, at most {top} articles a bar"
    picture = Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img" '
        'aria-label="{2}">{3}</svg>'
    )
    return picture.format(width, HEIGHT + FOOT, label, Markup().join(_draw(bars, top)))


def _draw(bars: Sequence[tuple[str, int]], top: int) -> Iterator[Markup]:
    bar = Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="#4a6fa5"><title>{}: {}</title></rect>')
    year = Markup('<text x="{}" y="{}" font-size="11" font-family="sans-serif">{}</text>')
    shown = None
    for i, (name, count) in enumerate(bars):
        x, height = i * (BAR + GAP), round(HEIGHT * count / top, 1)
        yield bar.format(x, HEIGHT - height, BAR, height, name, count)
        if name[:4] != shown and (len(bars) - i) * (BAR + GAP) >= YEAR:
            shown = name[:4]
            yield year.format(x, HEIGHT + FOOT - 4, shown)


def _fill(months: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Add the months between the first and the last in which nothing was published."""
    counts = {name: count for name, count in months if len(name) == 7 and name[:4].isdecimal() and name[5:].isdecimal()}
    if not counts:
        return []
    first, last = (int(name[:4]) * 12 + int(name[5:]) - 1 for name in (min(counts), max(counts)))
    names = (f"{m // 12:04}-{m % 12 + 1:02}" for m in range(first, last + 1))
    return [(name, counts.get(name, 0)) for name in names]


def _years(months: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    years: dict[str, int] = {}
    for name, count in months:
        years[name[:4]] = years.get(name[:4], 0) + count
    return list(years.items())
