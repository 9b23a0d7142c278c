"""Defence Expenditure of NATO Countries, the tables that NATO publishes once or twice a year."""
