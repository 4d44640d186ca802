"""A line as small as a word: how something went, beside the sentence that says it."""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from belong.doors.web.shared.pictures.markup import element, number, stretched

HEIGHT = 28.0
EDGE = 3.0


def spark(says: str, values: Sequence[float | None]) -> SafeString:
    """The values from left to right above a floor at zero; `says` what is seen, for those who do not see it."""
    most = max((value for value in values if value is not None), default=0) or 1
    last = max(1, len(values) - 1)
    room = HEIGHT - 2 * EDGE
    places = [
        (100 * place / last, HEIGHT - EDGE - room * value / most)
        for place, value in enumerate(values)
        if value is not None
    ]
    through = "L".join(f"{number(x)} {number(y)}" for x, y in places)
    floor = number(HEIGHT - EDGE)
    inside = [element("path", d=f"M0 {floor}H100", class_="picture-floor")]
    if len(places) > 1:
        ground = f"M{number(places[0][0])} {floor}L{through}L{number(places[-1][0])} {floor}Z"
        inside += [
            element("path", d=ground, class_="picture-ground"),
            element("path", d=f"M{through}", class_="picture-stroke"),
        ]
    return stretched(
        100, HEIGHT, *inside, width="100%", height=number(HEIGHT), role="img", aria_label=says, class_="picture spark"
    )
