"""Data only: scenarios and reported figures. A planner edits here and nowhere else."""
