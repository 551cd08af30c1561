"""What comes after rendering: slots, choices of controls, contents, chapter headers."""

from cstemplates.word.finishing.contents import with_contents_pages
from cstemplates.word.finishing.finish import Finish

__all__ = ["Finish", "with_contents_pages"]
