"""From lines to the skeleton of a report: furniture, head, headings, items."""
