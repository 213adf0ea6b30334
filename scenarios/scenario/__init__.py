"""Campaigns: each names its place, dates, offer, strategy and reported case."""
