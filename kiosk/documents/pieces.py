"""What any document is written from: values of its texts, facts that blocks stand on, and blocks by name."""

from abc import ABC, abstractmethod
from collections.abc import Mapping

from kiosk.documents.outline import Texts
from kiosk.places import Unit
from kiosk.places.letterheads import Letterhead
from kiosk.printing.documents import Block
from kiosk.words.catalogue import in_text


class Pieces(ABC):
    """In the language that is spoken. `values`, `facts`: by the names that outlines of its kinds use."""

    @property
    @abstractmethod
    def values(self) -> Mapping[str, str]: ...

    @property
    @abstractmethod
    def facts(self) -> frozenset[str]: ...

    @property
    @abstractmethod
    def unit(self) -> Unit:
        """The unit or office whose document it is."""

    @property
    @abstractmethod
    def letterhead(self) -> Letterhead | None: ...

    @abstractmethod
    def block(self, kind: str, name: str, caption: str) -> Block | None:
        """The table, chart, gap or signature of that name; None where there is nothing to put into it."""

    def text(self, texts: Texts) -> str:
        """A text of an outline, with its values."""
        return in_text(texts).format_map(self.values)
