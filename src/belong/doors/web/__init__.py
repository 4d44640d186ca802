"""The pages. A view parses, makes one call per panel (or one command for a write) and renders; it decides nothing."""
