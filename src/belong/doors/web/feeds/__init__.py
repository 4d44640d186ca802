"""What is read elsewhere: Atom feeds, the sitemap, and what robots may visit."""
