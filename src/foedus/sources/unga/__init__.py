"""Roll calls of the United Nations General Assembly in, agreement by pair of countries and year out."""
