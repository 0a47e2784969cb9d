"""Browser components of ours: the loader, and a typed function for each."""
