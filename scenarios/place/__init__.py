"""Places: what is known of a neighbourhood."""
