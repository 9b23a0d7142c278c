"""Pictures as data: checks and series in; Vega-Lite specs out, which the page, SVG and PNG share."""
