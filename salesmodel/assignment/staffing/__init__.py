"""How many people are needed when, whom to hire, and what breaks first as demand grows."""
