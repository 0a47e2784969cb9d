"""The group's judgements on which variants support each other (rules 5.3 and 5.8)."""
