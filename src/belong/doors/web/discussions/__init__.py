"""Questions and conversations: asking, answering, replying, accepting, and reading all of it."""
