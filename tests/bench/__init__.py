"""Speed: the engine against plain Mesa and against C, on the same reduced rules."""
