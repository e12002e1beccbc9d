"""What was said and by whom, found in plain text: quotation marks, dashes, verbs of saying. No spaCy."""
