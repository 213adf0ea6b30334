"""Budgets: the working hours and the money that strategies are compared at, by model."""
