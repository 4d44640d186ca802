"""The library's views with Belong's pages: bad input answers 422, everything else is theirs."""
