"""What helps while a query is typed: fields, values and words to go on with."""
