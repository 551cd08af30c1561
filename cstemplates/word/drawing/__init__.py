"""Org charts and flow charts as native drawings that can be edited in Word."""

from __future__ import annotations

from cstemplates.word.drawing.flow_chart import flow_chart_pages
from cstemplates.word.drawing.frames import with_empty_drawings
from cstemplates.word.drawing.org_chart import org_chart_pages

__all__ = ["flow_chart_pages", "org_chart_pages", "with_empty_drawings"]
