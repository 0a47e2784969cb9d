"""What we claim about speed, as commands: `make bench` runs them all."""
