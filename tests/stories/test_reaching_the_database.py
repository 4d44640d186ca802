"""PostgreSQL's programs reach the database the way that we do."""

from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict

from belong.config import environment
from belong.doors.cli.keeping import dump


def test_a_dump_is_made_over_the_same_line(monkeypatch: pytest.MonkeyPatch) -> None:
    url = "postgresql://hall:a%20secret@db.example.org:6432/community?sslmode=verify-full&sslrootcert=/etc/ours.pem"
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setattr(dump, "connection_settings", lambda: environment.database(Path("/nowhere")))
    told = conninfo_to_dict(dump._where())
    assert "timezone=UTC" in str(told.pop("options"))
    assert told == {
        "dbname": "community",
        "user": "hall",
        "host": "db.example.org",
        "port": "6432",
        "sslmode": "verify-full",
        "sslrootcert": "/etc/ours.pem",
    }
    assert dump._environment() == {"PGPASSWORD": "a secret"}
