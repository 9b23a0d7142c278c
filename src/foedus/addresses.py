"""An IP address in; whether it is one of the open internet, whatever it is wrapped in, out."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from typing import Final

_NAT64: Final = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_public(address: str) -> bool:
    """Say whether an IP address is one of the open internet, whatever it is wrapped in.

    >>> [is_public(a) for a in ("8.8.8.8", "127.0.0.1", "10.0.0.1", "169.254.169.254", "::ffff:10.0.0.1")]
    [True, False, False, False, False]
    >>> [is_public(a) for a in ("2002:7f00:1::", "64:ff9b::7f00:1", "fe80::1", "224.0.0.1", "2a00:1450::5")]
    [False, False, False, False, True]
    """
    try:
        given = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(_open(one) for one in _unwrapped(given))


def _open(address: Address) -> bool:
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _unwrapped(address: Address) -> Iterator[Address]:
    """Yield the address and every IPv4 address in it (mapped, compatible, 6to4, Teredo, NAT64)."""
    if isinstance(address, ipaddress.IPv4Address):
        yield address
        return
    low = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if address.ipv4_mapped or int(address) >> 32 == 0:
        yield low
        return
    if any(address in network for network in _NAT64):
        yield low
        if address in _NAT64[1]:
            yield address
        return
    if address.sixtofour:  # Pythons differ in whether the wrapping itself is of the open internet
        yield address.sixtofour
        return
    if address.teredo:
        yield from address.teredo
    yield address
