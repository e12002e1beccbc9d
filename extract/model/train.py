"""`python -m extract.model.train DATA` repeats the recipe of the weights that ship; see MODEL_CARD.md."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import spacy

from extract.model.load import recogniser
from extract.model.training.parser import PARSER, make_parser
from extract.model.training.recipe import SHIPPED, train_student
from extract.model.training.ship import package_pipeline


def main(arguments: list[str] | None = None) -> None:
    """Train and write the pipeline."""
    parser = argparse.ArgumentParser(prog="python -m extract.model.train", description=__doc__)
    parser.add_argument("data", type=Path, help="folder with annotated sets in ner/ and news in corpora/")
    parser.add_argument(
        "--out", type=Path, default=Path("weights"), help="folder for the pipeline (default: %(default)s)"
    )
    parser.add_argument(
        "--share", type=float, default=1.0, help="share of every amount of text, to try it out (default: 1)"
    )
    parser.add_argument(
        "--parser-teacher",
        metavar="PIPELINE",
        help="also train a parser, taught by this installed spaCy pipeline of English (such as en_core_web_sm)",
    )
    parser.add_argument("--parser-only", action="store_true", help="keep the recogniser that ships")
    given = parser.parse_args(arguments)
    nlp = recogniser() if given.parser_only else train_student(given.data, SHIPPED.scaled(given.share), _say)
    if given.parser_teacher:
        make_parser(nlp, given.data, PARSER.scaled(given.share), _say, spacy.load(given.parser_teacher))
    package_pipeline(nlp, given.out)


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    main()
