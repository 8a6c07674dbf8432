"""What an office keeps: sources, tables by year, versions, projects, indicators, remarks."""
