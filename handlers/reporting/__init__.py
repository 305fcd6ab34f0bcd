"""How it went: results at a fixed age, and reports for the team, for a campaign and for oneself."""
