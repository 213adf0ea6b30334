"""Calibration: what reported campaigns say about the numbers that nobody can look up."""
