"""`python -m bot connect`, `disconnect` and `secrets`: what a person in a terminal does."""
