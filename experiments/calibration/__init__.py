"""Calibration: what reported campaigns say of the quantities that nobody can look up."""
