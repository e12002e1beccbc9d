"""Pure layout functions: card, text, list row and prompt as styled runs of cells, without a widget or a terminal."""
