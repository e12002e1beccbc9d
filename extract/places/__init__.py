"""Where something happened: which of the places that an article names its events took place in."""
