"""The only readers of records for pages: each takes for whom, and shows no more than his scope."""
