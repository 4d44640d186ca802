"""In which language somebody reads the pages: said by a cookie, else by their browser, else by the community."""
