"""Trace: which value of the catalogue, the company or the roster put a sentence there."""

from cstemplates.trace.again import Found, trace_file
from cstemplates.trace.lookup import Hit, find_text
from cstemplates.trace.making import side_files
from cstemplates.trace.remarks import with_sources
from cstemplates.trace.sidefile import side_path
from cstemplates.trace.sources import Older, Source
from cstemplates.trace.trace import Segment, Trace, Traced
from cstemplates.trace.tracer import Tracer

__all__ = [
    "Found",
    "Hit",
    "Older",
    "Segment",
    "Source",
    "Trace",
    "Traced",
    "Tracer",
    "find_text",
    "side_files",
    "side_path",
    "trace_file",
    "with_sources",
]
