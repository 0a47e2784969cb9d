"""The most contribution, with buyers who react to who does the tasks; and the frontier."""
