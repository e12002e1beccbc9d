"""Pacts, contracts, aid packages, sanctions: how news names them, who is party to them, where they stand."""
