"""Colours of a mail, from the organisation's hue: programs that show mail know no OKLCH, so it is worked out here."""

from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians, sin


@dataclass(frozen=True, slots=True)
class Palette:
    """Each colour as `#rrggbb`."""

    page: str
    sheet: str
    ink: str
    quiet: str
    line: str
    brand: str
    on_brand: str


@lru_cache(maxsize=16)
def palettes(hue: int) -> tuple[Palette, Palette]:
    """By day and by night: the pages' own surfaces and inks."""
    return (
        Palette(
            page=hexadecimal(0.952, 0.013, 84),
            sheet=hexadecimal(0.995, 0.004, 84),
            ink=hexadecimal(0.255, 0.022, 50),
            quiet=hexadecimal(0.44, 0.024, 55),
            line=hexadecimal(0.885, 0.016, 80),
            brand=hexadecimal(0.455, 0.125, hue),
            on_brand=hexadecimal(0.985, 0.01, 84),
        ),
        Palette(
            page=hexadecimal(0.178, 0.01, 60),
            sheet=hexadecimal(0.252, 0.014, 62),
            ink=hexadecimal(0.925, 0.016, 82),
            quiet=hexadecimal(0.775, 0.018, 80),
            line=hexadecimal(0.335, 0.014, 62),
            brand=hexadecimal(0.82, 0.092, hue + 18),
            on_brand=hexadecimal(0.215, 0.03, hue),
        ),
    )


def hexadecimal(lightness: float, chroma: float, hue: float) -> str:
    """An OKLCH colour in sRGB, made paler until a screen can show it."""
    while True:
        red, green, blue = _linear(lightness, chroma, hue)
        if chroma < 0.001 or all(-0.0005 <= part <= 1.0005 for part in (red, green, blue)):
            return "#" + "".join(f"{round(_encoded(part) * 255):02x}" for part in (red, green, blue))
        chroma -= 0.002


def _linear(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _encoded(part: float) -> float:
    part = min(1.0, max(0.0, part))
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
