"""Who lives here, who works here, and what they do to each other. Knows nothing of deals or quorums."""
