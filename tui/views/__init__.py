"""How things look, without a terminal: pure layouts of a card, a text, a row, that widgets only paint."""
