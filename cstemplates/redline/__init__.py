"""Stage: redline. Two Word files in, one with tracked changes out; nothing about HR."""

from cstemplates.redline.carry import Loss
from cstemplates.redline.document import Redlined, redline, track_changes

__all__ = ["Loss", "Redlined", "redline", "track_changes"]
