"""How mentions are found and bounded by rule: amounts and dates, names by shape, and where a name begins and ends."""
