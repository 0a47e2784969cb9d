"""Structural checks: what is computed from the model and its evaluation (rule 5.1)."""
