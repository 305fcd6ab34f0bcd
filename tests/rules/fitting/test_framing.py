"""How an image is laid out for a network's limits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.framing import MOST_EDGE, Bounds, Frame, frame

INSTAGRAM = Bounds(min_ratio=0.8, max_ratio=1.91, min_width=320, max_width=1440)


@pytest.mark.parametrize(
    ("size", "bounds", "found"),
    [
        ((600, 400), Bounds(), Frame(600, 400, 600, 400)),
        ((600, 400), Bounds(max_width=600, max_height=400, max_pixels=240_000), Frame(600, 400, 600, 400)),
        ((600, 400), Bounds(max_width=300), Frame(300, 200, 300, 200)),
        ((400, 600), INSTAGRAM, Frame(400, 600, 480, 600)),
        ((1000, 400), INSTAGRAM, Frame(1000, 400, 1000, 524)),
        ((1000, 200), INSTAGRAM, None),
        ((200, 1000), INSTAGRAM, None),
        ((319, 319), INSTAGRAM, None),
        ((320, 320), INSTAGRAM, Frame(320, 320, 320, 320)),
        ((60_000, 1), Bounds(max_width=10), Frame(10, 1, 10, 1)),
    ],
)
def test_the_frame(size: tuple[int, int], bounds: Bounds, found: Frame | None) -> None:
    assert frame(*size, bounds) == found


sides = st.integers(1, 12_000)
limits = st.builds(
    Bounds,
    min_ratio=st.sampled_from([0, 0.1, 0.4, 0.8, 1]),
    max_ratio=st.sampled_from([0, 1, 1.91, 2.4, 3, 10]),
    min_width=st.sampled_from([0, 320]),
    max_width=st.one_of(st.just(0), st.integers(1, 5000)),
    max_height=st.one_of(st.just(0), st.integers(1, 5000)),
    max_pixels=st.one_of(st.just(0), st.integers(1, 36_152_320)),
)


@given(sides, sides, limits)
def test_whatever_is_laid_out_keeps_every_limit_and_never_grows(width: int, height: int, bounds: Bounds) -> None:
    found = frame(width, height, bounds)
    if found is None:
        return
    assert bounds.has_room(found.across, found.down)
    assert bounds.has_ratio(found.across, found.down)
    assert found.across >= bounds.min_width
    assert 1 <= found.width <= min(width, found.across)
    assert 1 <= found.height <= min(height, found.down)
    assert found.across * found.down <= MOST_EDGE * found.width * found.height


@given(sides, sides, limits)
def test_what_fits_as_it_is_stays_as_it_is(width: int, height: int, bounds: Bounds) -> None:
    fits = bounds.has_room(width, height) and bounds.has_ratio(width, height) and width >= bounds.min_width
    found = frame(width, height, bounds)
    assert fits == (found is not None and not found.differs_from(width, height))
