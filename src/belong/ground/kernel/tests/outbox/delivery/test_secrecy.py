"""A password leaves over a line that nobody reads."""

import ssl
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings

from belong.ground.kernel.outbox.delivering import deliver
from belong.ground.kernel.public import frozen, now, settled, stopped_because
from belong.ground.kernel.tests.outbox.delivery.letters import SENDER, fresh, posted
from tests.post_office import post_office

pytestmark = pytest.mark.usefixtures("clone")


def test_a_password_is_asked_for_over_tls_only(
    settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = made_certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with post_office(tls=context, password="pä:ss") as office, settled(sender=SENDER):
        way = {"host": "localhost", "port": office.port, "tls": "starttls", "user": "hall", "password": "pä:ss"}
        settings.MAIL_SMTP = way
        [message] = posted("mia@example.org")
        deliver()
        assert "certificate" in fresh(message).last_error.lower()  # nobody vouches for it
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        settings.MAIL_SMTP = {**way, "password": "wrong"}
        with frozen(now() + timedelta(minutes=2)):
            deliver()
        assert "535" in fresh(message).last_error
        settings.MAIL_SMTP = way
        with frozen(now() + timedelta(minutes=4)):
            deliver()
        assert len(office.arrived) == 1
    assert (fresh(message).state, stopped_because("mia@example.org")) == ("sent", None)


def made_certificate(folder: Path) -> Path:
    """A key and a certificate for this machine that it signed itself, in one file."""
    file = folder / "machine.pem"
    words = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
    subprocess.run(
        ["openssl", *words.split(), "-addext", "subjectAltName=DNS:localhost", "-keyout", file, "-out", folder / "c"],
        check=True,
        capture_output=True,
    )
    file.write_text(file.read_text() + (folder / "c").read_text())
    return file
