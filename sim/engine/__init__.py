"""Time, luck, rows and tables. Knows nothing of residents."""
