"""Connections to hosts that somebody typed: never into our own network (A11).

The name is resolved once, every address that it has is judged, and the connection goes to exactly those.
Asking twice would let a name server answer differently the second time (DNS rebinding).
"""

from __future__ import annotations

import ipaddress
import socket

from django.conf import settings

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
NAT64 = ipaddress.ip_network("64:ff9b::/96")


def dial(host: str, port: int, timeout: float | None) -> socket.socket:
    """A connection. A host with a private address is answered like one that does not exist: socket.gaierror."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not is_trusted(host) and not all(is_public(address) for address in addresses):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    failure: OSError | None = None
    for address in addresses:
        try:
            return socket.create_connection((address, port), timeout)
        except OSError as error:
            failure = failure or error
    assert failure is not None  # a name that was found has an address
    raise failure


def is_trusted(host: str) -> bool:
    """Whether the settings name this host as one of our own network."""
    return host.strip().lower() in (named.lower() for named in settings.PRIVATE_MAIL_HOSTS)


def is_public(address: str) -> bool:
    inner = _within(ipaddress.ip_address(address.partition("%")[0]))
    return inner.is_global and not inner.is_multicast


def _within(address: Address) -> Address:
    """The IPv4 address that an IPv6 address stands for: mapped, 6to4, Teredo or NAT64."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in NAT64:
        return ipaddress.IPv4Address(address.packed[-4:])
    teredo = address.teredo and address.teredo[1]
    return address.ipv4_mapped or address.sixtofour or teredo or address
