"""What a page says of itself: furniture, dateline, language. Without spaCy, since the scan of a million runs it."""
