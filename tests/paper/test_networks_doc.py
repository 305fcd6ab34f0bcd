"""docs/networks.md says of each network what its publisher says."""

from datetime import timedelta
from pathlib import Path

from bot.publishers.registry import NETWORKS
from handlers.publisher import Publisher
from tests.publishers.test_registry import ADDRESSES, opened

PAGE = Path(__file__).parents[2] / "docs" / "networks.md"
EVERYWHERE = {"manual", "practice", "slack", "mastodon"}
"""These need no part of their own: README and .env.example say how they are set up."""


def rows() -> dict[str, list[str]]:
    """The table's cells, by the name in ACCOUNTS."""
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")][1:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {row[1]: row for row in cells}


def said(publisher: Publisher) -> list[str]:
    """What the table should say after its first two columns."""
    allowance, manner = publisher.allowance(), publisher.manner
    repeats = "–"
    if manner.repeats_safely:
        repeats = "always"
    elif manner.repeatable_for > timedelta(0):
        repeats = f"for {manner.repeatable_for // timedelta(minutes=1)} min"
    able = (allowance.video is not None, manner.takes_comment, manner.can_take_down, manner.has_figures)
    return [
        f"{allowance.max_length:,}",
        f"{allowance.max_images}",
        *("yes" if one else "–" for one in able),
        repeats,
    ]


async def test_the_table_tells_what_the_publishers_do() -> None:
    found, expected = rows(), {}
    for network in NETWORKS:
        publisher = opened(network, ADDRESSES[network])
        expected[network] = said(publisher)
        await publisher.close()
    assert {network: row[2:] for network, row in found.items()} == expected


def test_every_network_has_a_part() -> None:
    heads = {line[3:] for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("## ")}
    assert {row[0] for network, row in rows().items() if network not in EVERYWHERE} <= heads
