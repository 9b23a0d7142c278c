"""A report in, its statements out; this room names no language and no country.

`document` loads a report. `wrapped`, `marks`, `casing`, `spelling` and `idle` bring it to the text that is read, and
`edits` knows the way back; `written` tells how a language writes its words. `sentences`, `match`, `index` and `lexicon`
find the words of a language in it; `amounts` and `times` make numbers and times of them, `speech` voices, `figures` and
`events` statements; `read` is the door.
"""
