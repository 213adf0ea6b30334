"""Engagement methods that touch the deal: meetings, cost split, amends to low floors."""
