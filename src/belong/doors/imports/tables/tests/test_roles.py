"""Roles that a table tells of are those that are given by hand."""

from pathlib import Path

from belong.care.archives.public import RoleRecord
from belong.doors.imports.tables.archive import open_table
from belong.doors.imports.tables.tests.looking import look, put


def test_a_role_of_several_words_is_kept_as_where_it_is_given_by_hand(tmp_path: Path) -> None:
    file = put(tmp_path, "Name,Role\nAnn,Group leader\nBo,group-leader\nCy,GROUP_LEADER\n")
    told = [record for _row, _phase, record in open_table("people", file, {}).records()]
    assert [record.role for record in told if isinstance(record, RoleRecord)] == ["group_leader"] * 3
    assert all(words[-1].startswith("role group leader from ") for _line, words in look(file).first)
