"""What a browser shows where there is no connection: one page and its style, kept by a small worker of ours."""
