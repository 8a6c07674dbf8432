"""Pages: a request becomes one call of a service or selector, and an answer."""
