"""How many threads NumPy's matrix products take."""

from __future__ import annotations

import os


def use_one_thread() -> None:
    """Have NumPy's BLAS work in one thread, unless the environment says otherwise; to be called before NumPy is loaded.

    A pipeline multiplies matrices of some hundred rows: dealing them out to other cores takes longer than multiplying
    them, four times as long where those are busy.
    """
    for library in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(library, "1")
