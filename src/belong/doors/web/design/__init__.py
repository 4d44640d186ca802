"""Every component in every state, on one page: where the look of the house is kept and judged."""
