"""Images as networks take them."""

import io
import random
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image, ImageCms

from handlers.allowance import ImageRules
from handlers.fitting.drawing import Fitted, Unfit, fit, recipe
from handlers.problem import Problem
from tests.rules.fitting.pictures import MIMES, animation, noise, saved

EVERYTHING = ImageRules()
JPEG_ONLY = ImageRules(types=frozenset({"image/jpeg"}))
PNG_ONLY = ImageRules(types=frozenset({"image/png"}))
INSTAGRAM = ImageRules(
    types=frozenset({"image/jpeg"}), max_bytes=8_000_000, min_ratio=0.8, max_ratio=1.91, min_width=320, max_width=1440
)


def opened(fitted: Fitted) -> Image.Image:
    image = Image.open(io.BytesIO(fitted.content))
    assert MIMES[str(image.format)] == fitted.mime
    assert image.size == (fitted.width, fitted.height)
    assert not image.getexif()
    return image


@pytest.mark.parametrize("kind", MIMES)
def test_what_fits_as_it_is_is_not_drawn_anew(kind: str) -> None:
    content = saved(kind)
    assert fit(content, MIMES[kind], EVERYTHING) == Fitted(content, MIMES[kind], 60, 40)


@pytest.mark.parametrize(("turn", "corner"), [(1, (0, 0)), (3, (1, 1)), (6, (1, 0)), (8, (0, 1)), (2, (1, 0))])
def test_it_stands_upright_and_says_nothing_of_how_it_was_held(turn: int, corner: tuple[int, int]) -> None:
    exif = Image.Exif()
    exif[0x0112] = turn
    picture = Image.new("RGB", (60, 40), "white")
    picture.paste("red", (0, 0, 20, 15))
    fitted = fit(saved("JPEG", picture, exif=exif, quality=95), "image/jpeg", EVERYTHING)
    assert (fitted.width, fitted.height) == ((40, 60) if turn in (6, 8) else (60, 40))
    shown = opened(fitted).convert("RGB")
    red = shown.getpixel((corner[0] * (shown.width - 5) + 2, corner[1] * (shown.height - 5) + 2))
    assert isinstance(red, tuple) and red[0] > 200 and red[1] < 80


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF"])
def test_another_kind_is_drawn_as_one_that_is_taken(kind: str) -> None:
    fitted = fit(saved(kind), MIMES[kind], JPEG_ONLY)
    assert opened(fitted).size == (60, 40)
    assert fitted.mime == "image/jpeg"


def test_what_shines_through_stays_so_where_a_kind_knows_it_and_is_paper_elsewhere() -> None:
    content = saved("WEBP", Image.new("RGBA", (60, 40), (0, 0, 0, 0)))
    through = opened(fit(content, "image/webp", ImageRules(types=frozenset({"image/png", "image/jpeg"}))))
    assert through.getpixel((0, 0)) == (0, 0, 0, 0)
    assert opened(fit(content, "image/webp", JPEG_ONLY)).getpixel((0, 0)) == (255, 255, 255)


def test_too_many_pixels_become_fewer_and_too_wide_a_picture_gets_edges() -> None:
    found = opened(fit(saved("JPEG", Image.new("RGB", (4000, 1800), "teal")), "image/jpeg", INSTAGRAM))
    assert found.width <= 1440 and 0.8 <= found.width / found.height <= 1.91
    assert found.getpixel((2, 0)) == (255, 255, 255)
    middle = found.getpixel((found.width // 2, found.height // 2))
    assert isinstance(middle, tuple) and middle[0] < 20 and 110 < middle[1] < 140


@pytest.mark.parametrize(("kind", "bytes_"), [("JPEG", 100_000), ("PNG", 200_000), ("WEBP", 60_000), ("PNG", 20_000)])
@pytest.mark.parametrize("rules", [EVERYTHING, JPEG_ONLY, PNG_ONLY], ids=["all", "jpeg", "png"])
def test_too_many_bytes_become_fewer(kind: str, bytes_: int, rules: ImageRules) -> None:
    rules = replace(rules, max_bytes=bytes_)
    fitted = fit(saved(kind, noise(400, 300)), MIMES[kind], rules)
    assert len(fitted.content) <= bytes_
    assert fitted.mime in rules.types
    assert abs(opened(fitted).width / fitted.height - 4 / 3) < 0.05


@pytest.mark.parametrize(
    ("picture", "rules", "problem"),
    [
        (Image.new("RGB", (2000, 100)), INSTAGRAM, Problem.IMAGE_SHAPE),
        (Image.new("RGB", (300, 300)), INSTAGRAM, Problem.IMAGE_SHAPE),
        (Image.new("RGB", (60, 40)), ImageRules(types=frozenset({"image/gif"})), Problem.IMAGE_TYPE),
        (noise(400, 320), ImageRules(max_bytes=500), Problem.IMAGE_TOO_BIG),
        (noise(400, 320), ImageRules(max_bytes=9_000, min_width=320), Problem.IMAGE_SHAPE),
    ],
    ids=["too-wide", "too-small", "no-kind", "hardly-any-bytes", "no-room-to-shrink"],
)
def test_what_would_be_spoilt_is_refused(picture: Image.Image, rules: ImageRules, problem: Problem) -> None:
    with pytest.raises(Unfit) as unfit:
        fit(saved("PNG", picture), "image/png", rules)
    assert unfit.value.problem in (problem, Problem.IMAGE_TOO_BIG)


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_an_animation_goes_as_it_is_or_not_at_all(kind: str) -> None:
    content = animation(kind)
    assert fit(content, MIMES[kind], EVERYTHING).content == content
    for rules in (JPEG_ONLY, ImageRules(max_width=30), ImageRules(max_bytes=100)):
        with pytest.raises(Unfit):
            fit(content, MIMES[kind], rules)


def test_colours_of_another_space_look_the_same() -> None:
    profile: Any = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    into = io.BytesIO()
    Image.new("CMYK", (60, 40), (0, 255, 255, 0)).save(into, "JPEG", icc_profile=profile.tobytes())
    found = opened(fit(into.getvalue(), "image/jpeg", EVERYTHING))
    assert found.mode == "RGB"
    assert "icc_profile" not in found.info


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_mode_can_be_drawn(mode: str) -> None:
    content = saved("PNG", Image.new(mode, (400, 300)))
    assert opened(fit(content, "image/png", INSTAGRAM)).mode == "RGB"


def test_what_cannot_be_read_is_unfit() -> None:
    for content in (b"", b"not really a picture", saved("PNG")[:60]):
        with pytest.raises(Unfit):
            fit(content, "image/png", JPEG_ONLY)


def test_random_pictures_keep_every_limit() -> None:
    dice = random.Random(5)
    for _ in range(25):
        size = dice.randint(320, 900), dice.randint(320, 900)
        rules = ImageRules(
            types=frozenset([*dice.sample(sorted(MIMES.values()), dice.randint(1, 3)), "image/jpeg"]),
            max_bytes=dice.randint(8_000, 60_000),
            min_ratio=0.8,
            max_ratio=1.91,
            max_width=dice.randint(300, 800),
        )
        kind = dice.choice(list(MIMES))
        try:
            fitted = fit(saved(kind, Image.new("RGB", size, "plum")), MIMES[kind], rules)
        except Unfit:
            assert not 0.4 <= size[0] / size[1] <= 3.8
            continue
        assert len(fitted.content) <= rules.max_bytes
        assert fitted.mime in rules.types
        assert rules.bounds.has_room(fitted.width, fitted.height)
        assert rules.bounds.has_ratio(fitted.width, fitted.height)


def test_a_recipe_names_the_rules_alone() -> None:
    assert recipe(INSTAGRAM) == recipe(ImageRules(**{**vars(INSTAGRAM), "types": frozenset(INSTAGRAM.types)}))
    assert recipe(INSTAGRAM) != recipe(JPEG_ONLY)
    assert recipe(JPEG_ONLY) == '1 {"max_bytes":20000000,"types":["image/jpeg"]}'
