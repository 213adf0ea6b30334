"""A neighbourhood that can live, before anyone asks it to agree to anything."""
