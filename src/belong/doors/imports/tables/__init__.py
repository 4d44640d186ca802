"""Tables of people and of contact moments, as spreadsheets and CSV files give them. docs/archives-tables.md."""
