"""A small, strict Slack on loopback: Web API, Socket Mode, people and a page. It knows Slack and nothing of us."""
