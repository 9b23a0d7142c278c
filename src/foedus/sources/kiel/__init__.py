"""The Ukraine Support Tracker of the Kiel Institute: aid to Ukraine by donor, month and kind."""
