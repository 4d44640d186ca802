"""The page on which somebody chooses in which language pages and mails speak to them (`shared/languages.py`)."""
