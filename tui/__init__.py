"""What a person touches: the `sitrep` command, the browser and the analyst's tags."""

DISTRIBUTION = "sitrep-browser"
"""What pip knows this program as; the name of its command belongs to another project on the public index."""
