"""Random keys for as long as one likes: what `tests/terminal/test_monkey.py` does 5,000 times in CI.

    python -m tests.bench.monkey [--keys 50000] [--seed 1] [--articles 200] [--alone]

Prints the seed, the keys, how often the program was quit and started again, its memory at each check, and the longest
wait for a frame after a change of size; ends with the last keys and the screen where something went wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import tempfile
from pathlib import Path

from tests.terminal.monkey import Monkey, write_corpus
from tests.terminal.terminal import SITREP


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keys", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--alone", action="store_true", help="without colleagues")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HOME"] = folder
        corpus = Path(folder) / "corpus"
        write_corpus(corpus, options.articles)
        subprocess.run([*SITREP, "index", str(corpus)], check=True, capture_output=True)
        command = [*SITREP, "search", str(corpus), "council", "--format", "jsonl"]
        found = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
        os.chdir(folder)
        monkey = Monkey(
            corpus,
            [json.loads(line)["id"] for line in found.stdout.splitlines()],
            options.seed,
            colleague=not options.alone,
        )
        try:
            report = monkey.run(options.keys)
        finally:
            print(f"seed {options.seed}: {monkey.report.keys:,} keys, {monkey.report.quits} quits")
            monkey.close()
    print("MB at each check:", *(f"{keys}:{megabytes:.0f}" for keys, megabytes in report.memory))
    print(f"longest wait for a frame: {report.slowest:.1f} s; colleagues: {' '.join(report.colleague)}")


if __name__ == "__main__":
    main()
