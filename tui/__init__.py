"""What a person touches: the `sitrep` command, the browser and the analyst's tags."""
