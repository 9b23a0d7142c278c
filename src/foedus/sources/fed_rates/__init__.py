"""Exchange rates of the Federal Reserve, the means of months and years."""
