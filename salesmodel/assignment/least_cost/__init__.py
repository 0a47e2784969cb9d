"""The least cost as a programme: what must hold, its solution, its prices, and what clashes."""
