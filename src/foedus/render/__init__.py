"""A Dossier in; what people read out: text for a terminal, or one page of HTML."""
