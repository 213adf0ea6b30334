"""Engagement methods that touch the deal: what a campaign offers, and when."""
