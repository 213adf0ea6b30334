"""Laws: what a regime asks of a stairwell and its estate, and which regime follows which."""
