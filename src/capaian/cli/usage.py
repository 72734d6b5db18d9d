"""What argparse itself says, in Indonesian."""

from __future__ import annotations

import argparse

from capaian.core.wording import chosen

INDONESIAN: dict[str, str] = {
    "usage: ": "pemakaian: ",
    "positional arguments": "yang harus ditulis",
    "options": "pilihan",
    "show this help message and exit": "tampilkan bantuan ini",
    "show program's version number and exit": "tampilkan nomor versi",
    "%(prog)s: error: %(message)s\n": "%(prog)s: salah pakai: %(message)s\nCoba: %(prog)s --help\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "the following arguments are required: %s": "yang berikut harus ditulis: %s",
    "unrecognized arguments: %s": "tidak dikenal: %s",
    "expected one argument": "harus diikuti satu nilai",
    "expected at least one argument": "harus diikuti paling sedikit satu nilai",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r tidak dikenal; pilih salah satu: %(choices)s",
    "invalid %(type)s value: %(value)r": "%(value)r bukan nilai yang sah",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s dapat berarti %(matches)s",
    "ignored explicit argument %r": "tidak menerima nilai %r",
}


def speak(lang: str) -> None:
    """Have argparse speak ``lang``.

    Its words go through gettext under the name ``_``, which needs compiled catalogues and a locale in the
    environment; an office's computer has neither, so the name itself is given another function.
    """
    setattr(argparse, "_", chosen((_indonesian, str), lang))  # noqa: B010 - argparse does not declare the name


def _indonesian(message: str) -> str:
    return INDONESIAN.get(message, message)
