"""Nothing in; the one look of all pictures out: colours that tell themselves apart, type, strokes, a Vega-Lite config.

The colours are those of the page's light scheme (`page.css`); the page repaints them where the reader prefers dark.
"""

from __future__ import annotations

import json
from typing import Any, Final

from foedus.render.plain import clipped, folded

Spec = dict[str, Any]

SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"

# Ink that stands on paper: what is read has a contrast of 4.5 at least, what is only seen of 3.
PAPER: Final = "#ffffff"
INK: Final = "#1c1d1f"
SOFT: Final = "#5a5b5e"
FAINT: Final = "#85847f"
RULE: Final = "#dcd8cf"
CLAIM: Final = "#38557d"
BAND: Final = "#e4ebf5"
YES: Final = "#1c6642"
NO: Final = "#a5271b"
DEPENDS: Final = "#855400"

COLOURS: Final = {
    PAPER: "sheet",
    INK: "ink",
    SOFT: "soft",
    FAINT: "faint",
    RULE: "rule",
    CLAIM: "unknown",
    BAND: "unknown-wash",
    YES: "holds",
    NO: "fails",
    DEPENDS: "depends",
}  # each with the custom property that paints it in the page

# A colour never speaks alone: what supports is a full disc, what refutes a cross.
DISC: Final = "circle"
CROSS: Final = "M-.76,-1L0,-.24L.76,-1L1,-.76L.24,0L1,.76L.76,1L0,.24L-.76,1L-1,.76L-.24,0L-1,-.76Z"  # filled

FONT: Final = "Liberation Sans, Arial, Helvetica, sans-serif"
SIZE: Final = 12
PLOT: Final = 246  # width of a plot in pixels
LABELS: Final = 152  # width of what stands before it
COLUMNS: Final = 23  # of text in that width
_HEAD_COLUMNS, _BELOW_COLUMNS, _FOOT_COLUMNS = 50, 64, 76  # of text in the width of a picture


def config() -> Spec:
    """Return the Vega-Lite config that every picture has."""
    return {
        "aria": False,  # a picture is one image with one text alternative, not a tree of marks
        "font": FONT,
        "padding": 6,
        "view": {"stroke": None},
        "axis": {
            "domain": False,
            "ticks": False,
            "grid": False,
            "labelColor": SOFT,
            "labelFontSize": SIZE,
            "labelPadding": 7,
            "labelLimit": LABELS,
            "gridColor": RULE,
            "gridWidth": 0.8,
            "title": None,
            "titleColor": SOFT,
            "titleFontSize": SIZE,
            "titleFontWeight": 400,
        },
        "title": {
            "anchor": "start",
            "frame": "bounds",
            "color": INK,
            "fontSize": 15,
            "fontWeight": 600,
            "lineHeight": 19,
            "subtitleColor": SOFT,
            "subtitleFontSize": SIZE,
            "subtitleLineHeight": 16,
            "subtitlePadding": 5,
            "offset": 12,
        },
        "legend": {
            "orient": "top",
            "direction": "horizontal",
            "title": None,
            "labelColor": INK,
            "labelFontSize": SIZE,
            "labelLimit": 0,
            "symbolSize": 90,
            "columnPadding": 14,
            "offset": 8,
        },
        "text": {"color": SOFT, "fontSize": SIZE},
        "concat": {"spacing": 8},
    }


def picture(*views: Spec, description: str, datasets: Spec) -> Spec:
    """Return views one above the other as one whole spec, its data inside."""
    return {
        "$schema": SCHEMA,
        "description": description,
        "background": PAPER,
        "config": config(),
        "datasets": datasets,
        "vconcat": list(views),
        "resolve": {"scale": {"x": "shared"}},
    }


def framed(spec: Spec, title: str, subtitle: list[str], source: str) -> Spec:
    """Return a spec that stands alone: what it shows above it, where its figures come from below it."""
    *above, last = spec["vconcat"]
    foot = {
        "text": folded(source, _FOOT_COLUMNS),
        "orient": "bottom",
        "color": SOFT,
        "fontSize": 10.5,
        "fontWeight": 400,
        "lineHeight": 13,
        "offset": 12,
    }
    head = {
        "text": folded(clipped(title, 2 * _HEAD_COLUMNS), _HEAD_COLUMNS),
        "subtitle": [row for text in subtitle for row in folded(text, _BELOW_COLUMNS)],
    }
    views = {"vconcat": [*above, {**last, "title": foot}]}
    return {**{key: spec[key] for key in ("$schema", "description")}, "title": head, **spec, **views}


def haloed(
    mark: Spec, encoding: Spec, colour: str, data: Spec, test: str = "true", ground: str = PAPER
) -> list[Spec]:
    """Return text with a halo of its ground, so that it is read over lines; `test` says of which data."""
    halo = {"color": ground, "stroke": ground, "strokeWidth": 3.5, "strokeJoin": "round"}
    return [
        {"data": data, "transform": [{"filter": test}], "mark": {**mark, **look}, "encoding": encoding}
        for look in (halo, {"color": colour})
    ]


def looked_up(words: list[Any], index: str) -> str:
    """Return the Vega expression that looks a word up, for axes that speak the language of the answer."""
    return f"{json.dumps(words, ensure_ascii=False)}[{index}]"
