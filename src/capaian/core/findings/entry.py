"""One kind of finding, and how its level is written down."""

from __future__ import annotations

from typing import NamedTuple


class CatalogueEntry(NamedTuple):
    """One kind of finding. Messages state what was found and what was expected; mends what to write.

    ``title`` is what the kind is called in a list, in Indonesian and English; both are empty where findings of the
    kind are never listed by kind.
    """

    level: str
    message: str
    mend: str
    message_en: str
    mend_en: str
    title: tuple[str, str] = ("", "")


def error(
    message: str, mend: str, message_en: str, mend_en: str, title: tuple[str, str] = ("", "")
) -> CatalogueEntry:
    return CatalogueEntry("error", message, mend, message_en, mend_en, title)


def warning(
    message: str, mend: str, message_en: str, mend_en: str, title: tuple[str, str] = ("", "")
) -> CatalogueEntry:
    return CatalogueEntry("warning", message, mend, message_en, mend_en, title)


def note(
    message: str, mend: str, message_en: str, mend_en: str, title: tuple[str, str] = ("", "")
) -> CatalogueEntry:
    return CatalogueEntry("note", message, mend, message_en, mend_en, title)
