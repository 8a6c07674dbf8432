"""The rules, by what they look at; each folder has its tuple of rules and its part of the book."""
