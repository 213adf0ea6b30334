"""Strategies: the doses of the engagement methods."""
