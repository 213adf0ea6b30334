"""The questions a neighbourhood can be asked."""
