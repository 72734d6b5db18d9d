"""Who reports: the office (perangkat daerah), its duty and its head."""

from __future__ import annotations

from capaian.core.frozen import frozen
from capaian.core.plan.nip_and_area_codes import is_area_code, nip_fault


@frozen()
class Head:
    """The official who signs: title of the post, name, rank and NIP as they print."""

    title: str
    name: str
    rank: str = ""
    nip: str = ""

    def __post_init__(self) -> None:
        if self.nip and nip_fault(self.nip):
            raise ValueError(f"not a NIP: {self.nip}")


@frozen()
class Signature:
    """Who signs a report, where, and the date as it stands under the table: ``5 April 2026``."""

    head: Head
    place: str
    date: str


@frozen()
class Office:
    """An office with its Kemendagri area ``code``, always text; ``place`` is where its reports are signed."""

    code: str
    name: str
    head: Head
    parent: str = ""
    place: str = ""
    duty: str = ""
    duty_basis: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    functions_basis: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not is_area_code(self.code):
            raise ValueError(f"not an area code: {self.code}")
