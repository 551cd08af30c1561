"""Load: the text of YAML files and rosters as plain values that know their places."""

from cstemplates.load.node import Key, KeyPath, Node, Scalar
from cstemplates.load.table import HeaderCell, Row, Table, read_table
from cstemplates.load.yaml_file import Source, read_yaml, read_yaml_bytes

__all__ = [
    "HeaderCell",
    "Key",
    "KeyPath",
    "Node",
    "Row",
    "Scalar",
    "Source",
    "Table",
    "read_table",
    "read_yaml",
    "read_yaml_bytes",
]
