"""Every room is entered through its public face, and imports go down the storeys only."""

from tests.architecture.house import GROUND, REACH, STOREYS, imports, modules, room_of


def test_a_room_is_entered_through_its_public_face() -> None:
    wrong = [
        str(found)
        for found in imports()
        if room_of(found.module) != room_of(found.target)
        and room_of(found.target)[0] not in {"doors", "config"}
        and found.target.split(".")[3:4] not in (["public"], [])
        and not found.target.startswith("belong.ground.kernel.postgres")
        and found.target != "belong.ground.kernel.postgres"
    ]
    assert wrong == []


def test_a_face_is_imported_by_its_names_or_whole_but_never_the_bare_room() -> None:
    wrong = [
        str(found)
        for found in imports()
        if room_of(found.module) != room_of(found.target)
        and room_of(found.target)[0] not in {"doors", "config"}
        and len(found.target.split(".")) <= 3
    ]
    assert wrong == []


def test_imports_go_down_the_storeys() -> None:
    wrong = []
    for found in imports():
        above, below = room_of(found.module), room_of(found.target)
        if above == below or not above or not below:
            continue
        if above[0] != below[0]:
            ok = STOREYS.index(above[0]) > STOREYS.index(below[0])
        elif above[0] == "ground":
            ok = GROUND.index(above[1]) > GROUND.index(below[1])
        elif above[0] == "reach":
            ok = REACH.index(above[1]) > REACH.index(below[1])
        else:
            ok = above[0] in {"doors", "config"}
        if not ok:
            wrong.append(str(found))
    assert wrong == []


def test_doors_know_faces_only() -> None:
    wrong = [
        str(found)
        for found in imports()
        if room_of(found.module)[0] == "doors"
        and room_of(found.target)[0] != "doors"
        and ".public" not in found.target
        and not found.target.startswith("belong.ground.kernel.postgres")
    ]
    assert wrong == []


def test_a_file_past_three_hundred_lines_becomes_a_folder() -> None:
    long = {module: lines for module, path in modules() if (lines := len(path.read_text().splitlines())) > 300}
    assert long == {}
