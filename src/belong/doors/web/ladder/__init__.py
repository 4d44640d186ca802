"""The ladder: how many people stand on each step, who they are, and why each stands there. For hosts."""
