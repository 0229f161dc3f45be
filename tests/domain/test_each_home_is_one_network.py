"""Whoever counts where people ask from counts homes and offices, not devices."""

from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.networks import network_of


@given(st.ip_addresses(v=4))
def test_each_address_of_ipv4_asks_for_itself(address: object) -> None:
    assert network_of(str(address)) == str(address)
    assert network_of(f"::ffff:{address}") == str(address)


@given(st.ip_addresses(v=6, network="2001:db8::/32"), st.integers(0, 2**64 - 1))
def test_all_devices_of_a_home_are_one_network(address: object, device: int) -> None:
    home = int(address) >> 64 << 64  # type: ignore[call-overload]
    neighbour = type(address)(home + device)  # type: ignore[call-arg]
    assert network_of(str(neighbour)) == network_of(str(address)).lower()
    assert network_of(f" {address}%eth0 ") == network_of(str(address))


@given(st.text(max_size=80))
def test_any_text_may_say_where_one_asks_from(text: str) -> None:
    assert isinstance(network_of(text), str)
