"""Prove once, from a template, that no data can make a document that is not well formed.

Values are escaped, so only conditions and loops can do damage. Where each of their bodies
leaves open what was open before it, any choice among them is well nested.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2 import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BRANCH, _VALUE = "\0", "\1"
_NAME = r"[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?"
_ENTITY = r"&(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);"
_IN_VALUE = rf'(?:[^"<&]|{_ENTITY})*'
_TOKEN = re.compile(
    rf'<(?P<name>{_NAME})(?P<attributes>(?:\s+{_NAME}="{_IN_VALUE}")*)\s*(?P<empty>/?)>'
    rf"|</(?P<closed>{_NAME})\s*>|(?P<branch>\0)|[^<&\0]+|{_ENTITY}"
)
_in_value = re.compile(_IN_VALUE).fullmatch
_ATTRIBUTE = re.compile(rf'({_NAME})="[^"]*"')
_DECLARATION = re.compile(r"\s*(?:<\?xml\s[^<>]*\?>\s*)?")


class _UnprovenError(Exception):
    """Not a fault: each document must be looked at."""


def is_always_well_formed(template: nodes.Template) -> bool:
    """Tell whether every document made of a part is surely well formed.

    Prefixes are left aside: whether they are declared is for others to say.

    Args:
        template: The syntax tree of the part.
    """
    text, branches = _flat(template.body)
    inside = text[_DECLARATION.match(text).end() :].rstrip()  # type: ignore[union-attr]  # may be empty
    root = _TOKEN.match(inside)
    if root is None or not root["name"] or not inside.endswith(f"</{root['name']}>"):
        return False
    try:
        return _effect(inside[root.end() : inside.rindex("</")], branches) == ([], [])
    except _UnprovenError:
        return False


def _flat(body: Sequence[nodes.Node]) -> tuple[str, Iterator[nodes.Node]]:
    """Put signs for values and branches into the markup around them."""
    pieces: list[str] = []
    branches: list[nodes.Node] = []
    for node in body:
        if isinstance(node, nodes.Output):
            pieces += (n.data if isinstance(n, nodes.TemplateData) else _VALUE for n in node.nodes)
        elif not isinstance(node, nodes.Assign):
            pieces.append(_BRANCH)
            branches.append(node)
    return "".join(pieces), iter(branches)


def _effect(text: str, branches: Iterator[nodes.Node]) -> tuple[list[str], list[str]]:
    """Say which elements a piece of markup closes that it has not opened, and the reverse."""
    closed: list[str] = []
    opened: list[str] = []

    def close(name: str) -> None:
        if not opened:
            closed.append(name)
        elif opened.pop() != name:
            raise _UnprovenError

    for token in _tokens(text):
        if token["branch"]:
            crossed = _crossed(next(branches))
            for name in crossed:
                close(name)
            opened.extend(reversed(crossed))
        elif token["closed"]:
            close(token["closed"])
        elif token["name"]:
            _pass_values(token["attributes"], branches)
            opened.extend([] if token["empty"] else [token["name"]])
    return closed, opened


def _tokens(text: str) -> Iterator[re.Match[str]]:
    position = 0
    while position < len(text):
        token = _TOKEN.match(text, position)
        if token is None or _repeats_an_attribute(token["attributes"] or ""):
            raise _UnprovenError
        yield token
        position = token.end()


def _pass_values(attributes: str, branches: Iterator[nodes.Node]) -> None:
    """Take the branches that stand in attributes, each of which must stay in its own."""
    for _sign in range(attributes.count(_BRANCH)):
        for body in _bodies(next(branches)):
            text, inner = _flat(body)
            if not _in_value(text):
                raise _UnprovenError
            _pass_values(text, inner)


def _repeats_an_attribute(attributes: str) -> bool:
    names = _ATTRIBUTE.findall(attributes)
    return len(set(names)) < len(names)


def _crossed(node: nodes.Node) -> list[str]:
    """Name the elements that a branch closes and opens again, as it must, innermost first."""
    crossed: list[str] = []
    for body in _bodies(node):
        closed, opened = _effect(*_flat(body))
        if closed != opened[::-1]:
            raise _UnprovenError
        shorter, crossed = sorted((crossed, closed), key=len)
        if crossed[: len(shorter)] != shorter:
            raise _UnprovenError
    return crossed


def _bodies(node: nodes.Node) -> Iterator[Sequence[nodes.Node]]:
    if isinstance(node, nodes.If):
        yield node.body
        yield node.else_
        for other in node.elif_:
            yield from _bodies(other)
    elif isinstance(node, nodes.For):
        yield node.body
        yield node.else_
    else:
        raise _UnprovenError
