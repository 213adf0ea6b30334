"""Signing for urban renewal (旧改征收, 拆除重建): from the first survey to the last signature."""
