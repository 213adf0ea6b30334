"""Checks of a calibration beyond scoring: is it honest, does it recover, which parts matter."""
