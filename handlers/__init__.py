"""What happens when something happens, be it a person acting in Slack or the clock striking."""
