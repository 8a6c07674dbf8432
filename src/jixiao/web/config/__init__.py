"""Settings, the site map, and what the pages share."""
