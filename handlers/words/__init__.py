"""Every word that people read in Slack, by key, in English and Korean."""
