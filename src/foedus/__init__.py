"""foedus: what allies say, promise and do, checked against the record."""
