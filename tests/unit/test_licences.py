"""What sitrep stands on may be used by whoever may use sitrep."""

from tui.licences import licences

PERMISSIVE = ("mit", "bsd", "apache", "mpl", "mozilla", "psf", "python software foundation", "isc", "zlib", "unlicense")


def test_every_package_states_a_licence_that_asks_for_no_more_than_credit() -> None:
    found = licences()
    assert {"textual", "spacy", "tinydb", "rich", "numpy"} <= {each.package.lower() for each in found}
    odd = [each for each in found if not any(name in each.licence.lower() for name in PERMISSIVE)]
    assert not odd
