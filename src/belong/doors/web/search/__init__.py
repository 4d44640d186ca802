"""The health of the community in figures, each of which opens onto the list that it counts. For hosts."""
