"""One office at work in the browser: the only place that knows Django."""
