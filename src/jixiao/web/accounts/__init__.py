"""People, the tree of departments and units, and who is what where."""
