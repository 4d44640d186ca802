"""A newcomer is received: step by step, each with its reason, each for later if they like."""
