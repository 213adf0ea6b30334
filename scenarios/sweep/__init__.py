"""Sweeps: designs of points to be played with the same luck."""
