"""Media for networks that fetch them from a public address: lent for an hour, to whoever has the ticket."""
