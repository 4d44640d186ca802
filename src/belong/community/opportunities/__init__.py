"""What people hope for and what they offer; and how a newcomer is received."""
