"""Approvals that grow old before their time: held, asked about the day before, confirmed with one press."""
