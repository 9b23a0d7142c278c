"""World Development Indicators of the World Bank: gross domestic product and its deflator."""
