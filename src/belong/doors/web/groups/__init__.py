"""The groups, and what is said in each of them."""
