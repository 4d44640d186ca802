"""A template includes its own area's templates or the shared ones, never another area's."""

import re

from tests.architecture.house import SOURCE

REFERENCE = re.compile(r"""{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)["']""")


def test_templates_stay_in_their_area() -> None:
    web = SOURCE / "belong" / "doors" / "web"
    templates = [path for path in web.rglob("*") if path.suffix in {".html", ".jinja", ".txt", ".xml"}]
    assert templates
    wrong = []
    for path in templates:
        area = path.relative_to(web).parts[0]
        for reference in REFERENCE.findall(path.read_text()):
            if reference.split("/")[0] not in {area, "shared"}:
                wrong.append(f"{path.relative_to(web)} uses {reference}")
    assert wrong == []
