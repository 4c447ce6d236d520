"""A mail arrives, and becomes something that someone said or asked for."""
