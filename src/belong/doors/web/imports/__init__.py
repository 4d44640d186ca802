"""The archives that were brought in: how each run stands and what it left out. For hosts."""
