"""SIPRI Military Expenditure Database: one workbook in, its rows out."""
