"""Who may do what with a call and its entries, and what stands in the way."""
