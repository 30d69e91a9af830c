"""Who reads what: jurors are assigned to submissions at the proven optimum, in whole numbers, without a database."""
