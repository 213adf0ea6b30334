"""Offers: rewards and their steps."""
