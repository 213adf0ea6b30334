"""Calibration: from reported campaigns to a posterior, and from a posterior to predictions.

``study`` says what is fitted, ``bank`` simulates it under the prior, ``emulator`` learns it,
``smc`` fits the emulators, ``correct`` corrects the fit with simulated runs, ``posterior`` is what
is kept, and ``predictive`` plays campaigns from it.
"""
