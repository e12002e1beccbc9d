"""The time left of an extraction."""

from extract.index.progress import Meter

TOTAL = 1000


def test_the_time_left_knows_nothing_of_the_time_that_a_worker_took_to_load() -> None:
    now = [0.0]
    meter = Meter(lambda: now[0])
    told = []
    for at, done in ((0, 0), (30, 0), (60, 16), (60.1, 32), (62, 64), (65, 96)):
        now[0] = at
        told.append(meter.at("extract", done, TOTAL).left_s)
    assert told == [None, None, None, None, None, (TOTAL - 96) / 16]


def test_the_time_left_is_by_the_last_seconds() -> None:
    now = [0.0]
    meter = Meter(lambda: now[0])
    for second in range(200):
        now[0] = second
        left = meter.at("extract", min(second, 100) * 5 + max(0, second - 100), TOTAL).left_s
    assert left == TOTAL - 599
