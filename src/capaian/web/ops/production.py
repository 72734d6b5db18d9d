"""What a start for more than one's own computer refuses."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator, Mapping

MIN_SECRET_LENGTH = 40
"""Characters of a key of sessions; shorter ones are typed by hand or copied from an example."""

MIN_TOKEN_LENGTH = 20
"""Characters of the token of /metrics, where there is one."""

EXAMPLES = (
    "changeme",
    "change-me",
    "ganti",
    "secret",
    "rahasia",
    "example",
    "contoh",
    "only for tests",
    "insecure",
)
"""Words of keys that stand in examples."""


def is_own_computer(host: str) -> bool:
    """Tell whether an address is reached from the same computer only."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def unsafe_settings(environment: Mapping[str, str]) -> Iterator[str]:
    """Yield the key of each reason why a server must not be started for others with these settings."""
    if environment.get("CAPAIAN_DEBUG") == "1":
        yield "production-debug"
    secret = environment.get("CAPAIAN_SECRET", "")
    if len(secret) < MIN_SECRET_LENGTH or any(word in secret.lower() for word in EXAMPLES) or len(set(secret)) < 10:
        yield "production-secret"
    token = environment.get("CAPAIAN_METRICS_TOKEN", "")
    if token and (len(token) < MIN_TOKEN_LENGTH or any(word in token.lower() for word in EXAMPLES)):
        yield "production-metrics"
    if not environment.get("CAPAIAN_HOSTS", "").strip() or "*" in environment.get("CAPAIAN_HOSTS", ""):
        yield "production-hosts"
    if environment.get("CAPAIAN_HTTPS") != "1":
        yield "production-https"
    if not environment.get("DATABASE_URL") and environment.get("CAPAIAN_SQLITE") != "1":
        yield "production-sqlite"
