"""What a record depends on besides its article: the pipeline's code, its tables, its model."""

from __future__ import annotations

from pathlib import Path

from extract.model.choice import ModelChoice

PACKAGE = Path(__file__).parent

WITHOUT = ("index", "readers", "export", "decisions", "__pycache__")
"""Folders of the package that no record depends on."""


def fingerprint(model: str | None = None) -> str:
    """Compute a digest that changes whenever records might; a user's own models count by their names and versions."""
    from hashlib import blake2b  # with the next, half the cost of all that an article's first record waits for
    from importlib.metadata import version

    hasher = blake2b(version("spacy").encode(), digest_size=8)
    for path in sorted(PACKAGE.rglob("*")):
        relative = path.relative_to(PACKAGE)
        if path.is_file() and path.suffix != ".md" and not set(WITHOUT) & set(relative.parts):
            hasher.update(f"\0{relative}\0".encode())
            hasher.update(path.read_bytes())
    if model is not None:
        versions = map(_version, ModelChoice.parse(model).names)
        hasher.update("\0".join(("", model, *versions)).encode())
    return hasher.hexdigest()


def with_own_names(made_by: str, own: str) -> str:
    """Extend a fingerprint by the digest of a corpus's own lists of names."""
    return f"{made_by}+{own}" if own else made_by


def _version(model: str) -> str:
    """Read the version of a model."""
    meta = Path(model) / "meta.json"
    if meta.exists():
        return f"{meta.stat().st_mtime_ns} {meta.read_text('utf-8')}"
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(model)
    except PackageNotFoundError:
        return ""
