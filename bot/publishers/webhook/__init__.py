"""A receiver of the team's own, for everything that no network here speaks to."""
