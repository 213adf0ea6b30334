"""Reported campaigns: what the sources say happened."""
