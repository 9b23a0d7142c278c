"""The tree of an HTML page in; the same as a reader takes it out.

Paragraphs stand for line ends and for tables that only lay the page out; what is hidden, what stands beside a picture
and what only leads to other reports is gone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

from foedus.text.document.lines import POWER
from foedus.text.wrapped import UNSEEN, unwrapped

_LINE_END: Final = re.compile(r"[ \t\r\f]*\n\s*")
_NOTE: Final = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡])[\])]?")
_HIDDEN: Final = re.compile(r"display\s*:\s*none", re.I)
_ELSEWHERE: Final = re.compile(r"(?!#|mailto:|tel:|javascript:)\S")
_SENTENCE: Final = re.compile(r"\.[»”\"’')\]\s]*$")
_BOXES: Final = ("div", "section", "article", "aside", "header", "footer", "nav", "main", "form", "figure")
_TEXTS: Final = (
    "p",
    "ul",
    "ol",
    "li",
    "dl",
    "table",
    "blockquote",
    "pre",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
)
_BLOCKS: Final = (*_BOXES, *_TEXTS)
_LINKING: Final = ("p", "li", "div", "h2", "h3", "h4", "h5", "h6")
_APART: Final = ("nav", "aside", "header", "footer", "form")  # what stands apart from a report
_PARTS: Final = ("thead", "tbody", "tfoot", "tr", "td", "th")
CAPTION: Final = 300  # characters that the words beside a picture, or hidden before a letter, have at most
CELL: Final = 300  # characters that a cell of a table has at most
LEAD: Final = 32  # characters that lead to a link at most: "Read also: "
TERM: Final = 80  # characters of a term or what is told of it at most, where a list of them is a table


def put_as_read(tree: Any) -> None:
    """Change the tree of a page into what a reader takes of it."""
    _without_asides(tree)
    _paragraphs(tree)
    _laid_out(tree)
    _paired(tree)
    _listed(tree)
    _set_in_type(tree)


def flow(tree: Any) -> None:
    """Put a blank for the line ends that a browser does not show, and take the numbers of notes out."""
    for note in list(tree.iter("sup")):
        if _NOTE.fullmatch(note.text_content().strip()) and not POWER.search(_ahead(note)):
            note.drop_tree()
    shown = {each for kept in tree.iter("pre", "textarea") for each in kept.iter()}
    for each in tree.iter():
        if each.text and each not in shown:
            each.text = _LINE_END.sub(" ", each.text)
        above = each.getparent()
        if each.tail and (above is None or above not in shown):
            each.tail = _LINE_END.sub(" ", each.tail)


def _ahead(element: Any) -> str:
    """Return the text right before an element within its parent."""
    before = element.getprevious()
    return (before.tail if before is not None else element.getparent().text) or ""


def _words(element: Any) -> str:
    return " ".join(element.text_content().split())


def _within(parent: Any, tag: str) -> Any:
    """Return a new element at the end of another."""
    parent.append(parent.makeelement(tag))
    return parent[-1]


def _is_leaf(element: Any) -> bool:
    """Tell whether no block stands within an element."""
    return next(element.iterdescendants(*_BLOCKS), None) is None


def _without_asides(tree: Any) -> None:
    """Take out what is hidden, what stands beside a picture, and what only leads to other reports."""
    hidden = [each for each in tree.iter() if _HIDDEN.search(each.get("style") or "")]
    beside = [box for picture in tree.iter("img") if (box := _box(picture)) is not None]
    for each in [*hidden, *beside, *filter(_leads_away, tree.iter(*_LINKING))]:
        if each.getparent() is not None and len(_words(each)) <= CAPTION:
            each.drop_tree()


def _box(picture: Any) -> Any:
    """Return the box that holds a picture and the words beside it."""
    box = picture.getparent()
    while box is not None and box.tag in ("a", "picture", "span"):
        box = box.getparent()
    return box if box is not None and box.tag in ("div", "figure") and _is_leaf(box) else None


def _leads_away(block: Any) -> bool:
    """Tell whether a block is a link to another page and no sentence: "Read also: Greece to spend 3 % on defence"."""
    if not _is_leaf(block):
        return False
    links = [link for link in block.iter("a") if _ELSEWHERE.match(link.get("href") or "")]
    if not links:
        return False
    text, linked = _words(block), [_words(link) for link in links]
    if _SENTENCE.search(text):
        return False
    for each in linked:
        text = text.replace(each, "", 1)
    return len(text) <= LEAD and not any(sign.isdigit() for sign in text)


def _paragraphs(tree: Any) -> None:
    """Make paragraphs of what two line ends part."""
    for parent in list(dict.fromkeys(br.getparent() for br in tree.iter("br"))):
        groups = list(_groups(list(_pieces(parent))))
        if len(groups) < 2 or parent.tag == "pre":
            continue
        del parent[:]
        parent.text = None
        for group in groups:
            _fill(
                _within(parent, "p") if isinstance(group[0], str) or group[0].tag not in _BLOCKS else parent,
                group,
            )
        if parent.tag not in (*_PARTS, "li", "body"):
            parent.tag = "div"


def _pieces(parent: Any) -> Iterator[Any]:
    """Yield the texts and elements within an element."""
    if parent.text:
        yield parent.text
    for child in parent:
        yield child
        if child.tail:
            yield child.tail


def _groups(pieces: list[Any]) -> Iterator[list[Any]]:
    """Yield what stands between two line ends in a row, and blocks by themselves."""
    group: list[Any] = []
    ends = 0
    for piece in pieces:
        is_text = isinstance(piece, str)
        if is_text and not piece.strip():
            group += [piece] if group else []
            continue
        is_block = not is_text and piece.tag in _BLOCKS
        ends = 0 if is_text or piece.tag != "br" else ends + 1
        if group and (ends > 1 or is_block):
            yield group
            group = []
        if is_block:
            yield [piece]
        elif ends < 2:
            group.append(piece)
    if any(not isinstance(piece, str) or piece.strip() for piece in group):
        yield group


def _fill(element: Any, pieces: list[Any]) -> None:
    """Put texts and elements into an element."""
    for piece in pieces:
        if not isinstance(piece, str):
            piece.tail = None
            element.append(piece)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + piece
        else:
            element.text = (element.text or "") + piece


def _laid_out(tree: Any) -> None:
    """Make boxes and paragraphs of the tables that hold no data, but lay a page out."""
    cells: defaultdict[Any, list[Any]] = defaultdict(list)
    for part in tree.iter(*_PARTS):
        if (table := next(part.iterancestors("table"), None)) is not None:
            cells[table].append(part)
    layouts = [table for table, parts in cells.items() if _lays_out(table, parts)]
    for table in layouts:
        for part in cells[table]:
            part.tag = "p" if part.tag in ("td", "th") and _is_leaf(part) else "div"
    for table in layouts:
        table.tag = "div"


def _lays_out(table: Any, parts: list[Any]) -> bool:
    """Tell whether a table holds another, a long text, or one cell a row."""
    if table.get("role") == "presentation" or next(table.iterdescendants("table"), None) is not None:
        return True
    filled = [part for part in parts if part.tag in ("td", "th") and _words(part)]
    rows = {cell.getparent() for cell in filled}
    return len(rows) == len(filled) or any(len(_words(cell)) > CELL for cell in filled)


def _paired(tree: Any) -> None:
    """Make a list of "Poland: 4.1 %" of terms and what is told of each in a few words."""
    for pairs in list(tree.iter("dl")):
        terms = [each for each in pairs if each.tag in ("dt", "dd")]
        short = all(len(_words(each)) <= TERM and not _SENTENCE.search(_words(each)) for each in terms)
        if not short or [each.tag for each in terms] != ["dt", "dd"] * (len(terms) // 2):
            continue
        lines = [
            f"{_words(term).rstrip(' :')}: {_words(said)}"
            for term, said in zip(terms[::2], terms[1::2], strict=True)
        ]
        del pairs[:]
        pairs.text, pairs.tag = None, "ul"
        for line in lines:
            _within(pairs, "li").text = line


def _listed(tree: Any) -> None:
    """Make paragraphs of the items of a list that is no menu: what looks for the report takes lists for menus."""
    for items in list(tree.iter("ul", "ol")):
        if next(items.iterancestors(*_APART), None) is not None or not all(map(_is_leaf, items)):
            continue
        linked = sum(len(_words(link)) for link in items.iter("a"))
        if 2 * linked > len(_words(items)):
            continue
        items.tag = "div"
        for item in items.iterchildren("li"):
            item.tag, item.text = "p", f"- {(item.text or '').lstrip()}"


def _set_in_type(tree: Any) -> None:
    """Make paragraphs of a text that is set as a typewriter would."""
    for typed in list(tree.iter("pre")):
        text = unwrapped(typed.text_content()).replace(UNSEEN, "")
        blocks = [block for block in re.split(r"\n\s*\n", text) if block.strip()]
        del typed[:]
        typed.text, typed.tag = None, "div"
        for block in blocks:
            first, *lines = block.strip("\n").splitlines()
            paragraph = _within(typed, "p")
            paragraph.text = first
            for line in lines:
                _within(paragraph, "br").tail = line
