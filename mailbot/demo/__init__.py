"""Four inboxes in one page, to live through the whole story on a laptop."""
