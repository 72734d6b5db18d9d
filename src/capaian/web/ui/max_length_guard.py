"""What is typed is as long as its column has room for, on SQLite too, which would take anything."""

from __future__ import annotations

from functools import cache

from django.db.models import CharField, Model
from django.db.models.signals import pre_save

OURS = "capaian."


class TooLong(Exception):
    """A text has more letters than there is room for; nothing was saved."""

    def __init__(self, field: str, most: int) -> None:
        super().__init__(f"{field}: more than {most} letters")
        self.field, self.most = field, most


@cache
def _rooms(model: type[Model]) -> tuple[tuple[str, int], ...]:
    if not model.__module__.startswith(OURS):
        return ()
    return tuple(
        (field.attname, field.max_length)
        for field in model._meta.concrete_fields
        if isinstance(field, CharField) and field.max_length
    )


def check_lengths(sender: type[Model], instance: Model, **_: object) -> None:
    """Raise :class:`TooLong` before a text is saved that its column has no room for."""
    for name, most in _rooms(sender):  # type: ignore[arg-type]  # a class of Django's, which has no types
        text = getattr(instance, name)
        if isinstance(text, str) and len(text) > most:
            raise TooLong(name, most)


def install_guard() -> None:
    """Look at every model of ours before it is saved."""
    pre_save.connect(check_lengths, dispatch_uid="capaian.lengths")
