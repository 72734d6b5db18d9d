"""Whether anybody can log in with the password that the demo tells everybody."""

from __future__ import annotations

from django.contrib.auth.hashers import check_password

from capaian.web.accounts.models import User
from capaian.web.demo import PASSWORD, PEOPLE

_NAMES = "|".join(username for username, *_ in PEOPLE)


def are_open() -> bool:
    """Tell whether an account of the demo still has its password; those that share a hash are tried once."""
    accounts = User.objects.filter(is_active=True, username__regex=rf"^({_NAMES})([0-9][0-9])?$")
    return any(
        check_password(PASSWORD, kept) for kept in accounts.order_by().values_list("password", flat=True).distinct()
    )
