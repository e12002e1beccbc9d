"""Row ids that grow with the date of publication.

A list of a million sorted by date must not sort a million. So the date is the row id: minutes since the year 1,
times a number of slots a minute, plus what distinguishes articles of the same minute. FTS5 walks its postings by row
id in either direction, so the newest fifty hits of any query are the first fifty it finds. Articles without a date
come before all that have one, in the order of the scan.

More slots a minute cost bytes (postings store differences of row ids), fewer make a crowded day run over into the
next. The number is fixed when an index is made, from the size of the corpus.
"""

from __future__ import annotations

from datetime import datetime

MINUTES_A_DAY = 1440


def slots_for(articles: int) -> int:
    """Return the slots a minute for a corpus of about so many articles, all of which may fall within ten days."""
    needed = max(1, articles) / (10 * MINUTES_A_DAY)
    return 1 << max(2, min(10, int(needed).bit_length()))


def minute(published: str | None) -> int | None:
    """Return the minutes from 0001-01-01 to an ISO date (2026, 2026-02, 2026-02-09 or 2026-02-09T14:39).

    Parts that are missing count as the first of their kind; None where there is no date or it is none.
    """
    if not published:
        return None
    try:
        year, month, day = (*(int(part) for part in published[:10].split("-")), 1, 1)[:3]
        clock = published[11:16].split(":") if len(published) >= 16 else (0, 0)
        moment = datetime(year, month, day, int(clock[0]), int(clock[1]))
    except ValueError:
        return None
    return moment.toordinal() * MINUTES_A_DAY + moment.hour * 60 + moment.minute


def first_rowid(published: str | None, slots: int) -> int:
    """Return the lowest row id of articles published then: also the bound of a range of dates."""
    at = minute(published)
    return 1 if at is None else at * slots


def dated_from(slots: int) -> int:
    """Return the row id from which on articles have a date."""
    return MINUTES_A_DAY * slots
