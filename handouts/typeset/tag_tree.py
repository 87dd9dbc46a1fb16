"""The tag tree of a PDF: what WeasyPrint 70 leaves wrong in it is mended, so that a screen reader can follow it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import pydyf
from weasyprint.formatting_structure.boxes import Box, InlineBox

# A table keeps its grid: its rows and cells stay in the tree even when nothing in them is read aloud.
TABLE_TAGS = {"thead", "tbody", "tfoot", "tr", "th", "td"}

_NUMBERED_STYLES = "disc circle square decimal lower-roman upper-roman lower-alpha upper-alpha"
_NUMBERING = {style: "/" + style.title().replace("-", "") for style in _NUMBERED_STYLES.split()}


@dataclass(eq=False, slots=True)
class _Node:
    """A structure element, and its box if it has one. Its other kids are content and annotations."""

    element: pydyf.Dictionary
    role: str
    box: Box
    kids: list[_Node | pydyf.Dictionary]

    @property
    def nodes(self) -> list[_Node]:
        return [kid for kid in self.kids if isinstance(kid, _Node)]


@dataclass
class TagTree:
    """The tag tree of a PDF: taken out of it, mended and put back."""

    pdf: pydyf.PDF
    boxes_of: dict[int, Box]

    def mend(self) -> None:
        """Move each element to its place, then describe it."""
        root = self._object(self.pdf.catalog["StructTreeRoot"])
        document = self._read(self._object(root["K"][0]))
        _nest_lists(document)
        _prune(document)
        _join_fragments(document)
        self._mend_items(document)
        _mend_links(document, None)
        _describe(document, None)
        self._object(root["ParentTree"])["Nums"] = self._store(document)

    def _object(self, reference: bytes) -> pydyf.Object:
        return self.pdf.objects[int(reference.split()[0])]

    def _read(self, element: pydyf.Dictionary) -> _Node:
        node = _Node(element, element["S"], self.boxes_of.get(element.number), [])
        for kid in element["K"]:
            if isinstance(kid, bytes):
                found = self._object(kid)
                node.kids.append(found if found["Type"] == "/OBJR" else self._read(found))
            elif kid >= 0:
                node.kids.append(pydyf.Dictionary({"Type": "/MCR", "Pg": element["Pg"], "MCID": kid}))
        return node

    def _store(self, document: _Node) -> pydyf.Array:
        """Put the tree back; return the table that leads from content and annotations to their elements."""
        contents: dict[bytes, dict[int, bytes]] = {page: {} for page in self.pdf.page_references}
        annotations: dict[int, bytes] = {}

        def visit(node: _Node) -> None:
            owner = node.element.reference
            kids = [kid.element.reference if isinstance(kid, _Node) else kid for kid in node.kids]
            node.element.update({"S": node.role, "K": pydyf.Array(kids)})
            for kid in node.kids:
                if isinstance(kid, _Node):
                    kid.element["P"] = owner
                    visit(kid)
                elif kid["Type"] == "/OBJR":
                    annotations[self._object(kid["Obj"])["StructParent"]] = owner
                else:
                    contents[kid["Pg"]][kid["MCID"]] = owner

        visit(document)
        pages = (pydyf.Array(owner for _, owner in sorted(page.items())) for page in contents.values())
        return pydyf.Array(itertools.chain(*enumerate(pages), *sorted(annotations.items())))

    def _wrap(self, role: str, parent: _Node, kids: list[_Node | pydyf.Dictionary]) -> _Node:
        element = pydyf.Dictionary({"Type": "/StructElem", "Pg": parent.element["Pg"]})
        self.pdf.add_object(element)
        return _Node(element, role, None, kids)

    def _mend_items(self, node: _Node) -> None:
        """Give each list item at most one label and one body, and nothing else."""
        for kid in node.nodes:
            self._mend_items(kid)
        if node.role == "/LI":
            label = _take_label(node)
            _prune(node)
            kids = [part for kid in node.nodes for part in (kid.kids if kid.role == "/LBody" else [kid])]
            node.kids = [*label, self._wrap("/LBody", node, kids)] if kids else [*label]


def _mend_links(node: _Node, link: _Node | None) -> None:
    """Let each link annotation belong to one Link, the outermost around it."""
    own = [kid for kid in node.kids if not isinstance(kid, _Node) and kid["Type"] == "/OBJR"]
    if link is not None:
        node.kids = [kid for kid in node.kids if kid not in own]
        link.kids.extend(own)
        node.role = node.role.replace("Link", "Span")
    elif node.role == "/Link":
        link, node.role = (node, "/Link") if own else (None, "/Span")
    for kid in node.nodes:
        _mend_links(kid, link)


def _nest_lists(node: _Node) -> None:
    """Move a list that stands beside its item into that item, and items out of a div that groups them."""
    for kid in node.nodes:
        _nest_lists(kid)
    if node.role == "/L":
        grouped, node.kids = [kid.nodes if kid.role == "/Div" else [kid] for kid in node.nodes], []
        for part in itertools.chain(*grouped):
            if part.role == "/L" and node.kids:
                item = node.nodes[-1]
                # WeasyPrint numbers elements as it meets their boxes: in the order of the HTML.
                item.kids = [*sorted([*item.nodes, part], key=lambda kid: int(kid.element.number))]
            else:
                node.kids.append(part)


def _prune(node: _Node) -> bool:
    """Drop elements that hold nothing, such as the box of an empty ::before; tell whether this one stays."""
    node.kids = [kid for kid in node.kids if not isinstance(kid, _Node) or _prune(kid)]
    return bool(node.kids) or node.role.strip("/").lower() in TABLE_TAGS


def _join_fragments(node: _Node) -> None:
    """Make one element of the pieces that line, column and page breaks made of it."""
    groups = [list(group) for _, group in itertools.groupby(node.kids, _origin)]
    node.kids = [first for first, *_ in groups]
    for first, *rest in groups:
        if isinstance(first, _Node):
            first.kids += itertools.chain(*(piece.kids for piece in rest if isinstance(piece, _Node)))
            _join_fragments(first)


def _origin(kid: _Node | pydyf.Dictionary) -> object:
    # A table that goes on overleaf repeats its header cells there, so each piece stays a table.
    if not isinstance(kid, _Node) or not kid.box or kid.role == "/Table":
        return id(kid)
    return kid.role, kid.box.element_tag, id(kid.box.element)


def _take_label(item: _Node) -> list[_Node]:
    """Take the marker that an item begins with, or else what its ::before puts there."""
    node = item
    while node.nodes and (first := node.nodes[0]).box is not None and first.box.element is item.box.element:
        if first.role == "/Lbl" or first.box.element_tag == "li::before":
            first.role = "/Lbl"
            node.kids.remove(first)
            return [first]
        node = first
    return []


def _describe(node: _Node, element: Element | None) -> None:
    """Say what the HTML knows of an element: language, expansion, name, scope, numbering."""
    if node.box and node.box.element is not element:
        element = node.box.element
        _add_texts(node, node.box.element)
    if node.role == "/TH":
        is_row = node.box.element.get("scope", "").startswith("row")
        node.element["A"]["Scope"] = "/Row" if is_row else "/Column"
    if node.role == "/L":
        labelled = [kid for kid in node.nodes if any(part.role == "/Lbl" for part in kid.nodes)]
        styles = [item.box.style["list_style_type"] for item in labelled]
        numbering = _NUMBERING.get(str(*styles[:1]), "/Decimal" if node.box.element_tag == "ol" else "/None")
        node.element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": numbering})
    for kid in node.nodes:
        _describe(kid, element)


def _add_texts(node: _Node, element: Element) -> None:
    expansion = element.get("title") if element.tag == "abbr" else None
    name = element.get("aria-label") if node.role == "/Figure" else None
    for key, text in {"Lang": element.get("lang"), "E": expansion, "Alt": name}.items():
        if text:
            node.element[key] = pydyf.String(text)
            # Readers pass over what is said of a NonStruct.
            node.role = node.role.replace("NonStruct", "Span" if isinstance(node.box, InlineBox) else "Div")
