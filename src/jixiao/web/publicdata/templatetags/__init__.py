"""What the public pages may say."""
