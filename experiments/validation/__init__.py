"""Scoring: how well forecasts of reported figures did, and how well plain rules did beside them."""
