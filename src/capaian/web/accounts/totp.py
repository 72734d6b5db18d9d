"""The second factor: six figures of an app that only the person's telephone shows (TOTP, RFC 6238)."""

from __future__ import annotations

import datetime
import re
import secrets

import pyotp
import segno
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone

from capaian.web.accounts.models import SecondFactor, User

STEP = 30
"""Seconds for which one code holds (RFC 6238, section 5.2)."""

MAX_WRONG_CODES = 5
"""Wrong codes in a row before none is taken for :data:`LOCKOUT_TIME`: a million codes are too many for that."""

LOCKOUT_TIME = datetime.timedelta(minutes=15)
RECOVERY_CODES = 8
"""Spare codes on paper, each good once, for a telephone that is lost."""

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_LOOKS_SPARE = re.compile(f"[{_LETTERS}]{{4}}-[{_LETTERS}]{{4}}")


def new_secret() -> str:
    """Return a secret that no telephone knows yet."""
    return pyotp.random_base32()


def qr_code(user: User, secret: str) -> str:
    """Return the square that a telephone reads, as the address of a picture (SVG within ``data:``)."""
    address = pyotp.TOTP(secret).provisioning_uri(name=user.username, issuer_name="Capaian")
    uri: str = segno.make(address, error="m").svg_data_uri(scale=4, border=4)
    return uri


def matching_step(secret: str, code: str, *, after: int = 0) -> int:
    """Return the step whose code this is, now or one step off (telephones' clocks differ); 0 where it is none.

    A step that is not ``after`` the last one used does not fit again: who looked over a shoulder comes too late.
    """
    totp, now = pyotp.TOTP(secret), int(timezone.now().timestamp()) // STEP
    for step in (now, now - 1, now + 1):
        if step > after and pyotp.utils.strings_equal(totp.generate_otp(step), code.replace(" ", "")):
            return step
    return 0


def recovery_codes() -> list[str]:
    """Return new spare codes, such as ``k7pm-x2wd``. They are shown once and kept as hashes."""
    made = ("".join(secrets.choice(_LETTERS) for _ in range(8)) for _ in range(RECOVERY_CODES))
    return [f"{code[:4]}-{code[4:]}" for code in made]


def hash_recovery_codes(codes: list[str]) -> list[str]:
    """Return the hashes by which spare codes are kept."""
    return [make_password(code) for code in codes]


def is_blocked(factor: SecondFactor) -> bool:
    """Tell whether too many wrong codes were given a moment ago."""
    return factor.blocked_until is not None and factor.blocked_until > timezone.now()


def _spare(factor: SecondFactor, code: str) -> str | None:
    """Return the hash of the spare code that this is. What is none by its looks is not hashed eight times over."""
    typed = code.strip().lower()
    if not _LOOKS_SPARE.fullmatch(typed):
        return None
    return next((one for one in factor.spare if check_password(typed, one)), None)


@transaction.atomic
def verify_code(user: User, code: str) -> bool:
    """Tell whether ``code`` is the person's: of the telephone or a spare one, which is then used up."""
    factor = SecondFactor.objects.select_for_update().get(user=user)
    if is_blocked(factor):
        return False
    step = matching_step(factor.secret, code, after=factor.last_step)
    spare = None if step else _spare(factor, code)
    if step or spare:
        factor.last_step = step or factor.last_step
        factor.spare = [one for one in factor.spare if one != spare]
        factor.wrong, factor.blocked_until = 0, None
    else:
        factor.wrong += 1
        if factor.wrong >= MAX_WRONG_CODES:
            factor.wrong, factor.blocked_until = 0, timezone.now() + LOCKOUT_TIME
    factor.save()
    return bool(step or spare)
