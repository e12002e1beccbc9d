"""Which packages sitrep stands on, and under which licence each is, read from what is really installed."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from tui import DISTRIBUTION


@dataclass(frozen=True, slots=True)
class Licence:
    """An installed package and the licence that its own metadata state."""

    package: str
    version: str
    licence: str


def licences(package: str = DISTRIBUTION) -> list[Licence]:
    """Return the licence of every package that `package` needs, directly or through others, by name."""
    found: dict[str, Licence] = {}
    waiting = [package]
    while waiting:
        for name in _requires(waiting.pop()):
            key = _canonical(name)
            if key not in found and (installed := _installed(name)):
                found[key] = Licence(installed.name, installed.version, _stated(installed))
                waiting.append(name)
    return sorted(found.values(), key=lambda each: each.package.casefold())


def _requires(package: str) -> list[str]:
    from packaging.requirements import Requirement

    installed = _installed(package)
    needs = map(Requirement, (installed.requires or []) if installed else [])
    return [need.name for need in needs if need.marker is None or need.marker.evaluate({"extra": ""})]


def _installed(package: str) -> Distribution | None:
    try:
        return distribution(package)
    except PackageNotFoundError:  # needed on another platform only
        return None


def _stated(package: Distribution) -> str:
    """Return the SPDX expression, or what older packages say in classifiers or in a line of their own."""
    stated = package.metadata
    classifiers = [c.rpartition(" :: ")[2] for c in stated.get_all("Classifier") or [] if c.startswith("License ::")]
    lines = [*(stated.get_all("License-Expression") or []), ", ".join(classifiers), *(stated.get_all("License") or [])]
    return next((line.partition("\n")[0] for line in lines if line), "not stated")


def _canonical(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")
