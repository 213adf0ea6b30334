"""Prediction: a campaign that is planned, played with all that reported ones leave possible."""
