"""A report in, its statements out; this room names no language and no country."""
