"""The reduced rules: the smallest model of the house, to read first and to measure speed by."""
