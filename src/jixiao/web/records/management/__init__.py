"""Commands of the records for an administrator at a terminal."""
