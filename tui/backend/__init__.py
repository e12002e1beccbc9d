"""What the browser asks of a corpus and of the analyst's store: reads the index, writes tags, notes and decisions."""
