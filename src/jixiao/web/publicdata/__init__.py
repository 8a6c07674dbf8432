"""Pages for everyone: what an office has disclosed."""
