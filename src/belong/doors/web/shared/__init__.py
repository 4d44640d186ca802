"""What every page is made of: the base page, components, forms, dates, addresses. Knows no area."""
