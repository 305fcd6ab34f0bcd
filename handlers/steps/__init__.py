"""How far a submission is on its way through the steps of its review, and whose work it is."""
