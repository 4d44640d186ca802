"""A small identity provider of SAML: `python -m tests.providers.saml PORT`.

`/metadata` describes it; `/sso` takes a request and answers with a form that its browser sends back, signed by a key
made at the start. Who signs in stands in the query (`uid`, `mail`, `name`), since there is nobody to ask.
"""

import base64
import sys
import uuid
import zlib
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from lxml import etree
from onelogin.saml2.utils import OneLogin_Saml2_Utils

SAMLP = "{urn:oasis:names:tc:SAML:2.0:protocol}"
SAML = "{urn:oasis:names:tc:SAML:2.0:assertion}"
METADATA = """<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{entity}">
<md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>
<ds:X509Certificate>{certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="{entity}/sso"/>
</md:IDPSSODescriptor></md:EntityDescriptor>"""
RESPONSE = """<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
 xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="{id}" Version="2.0" IssueInstant="{now}"
 Destination="{acs}" InResponseTo="{request}"><saml:Issuer>{entity}</saml:Issuer>
<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>
<saml:Assertion ID="{assertion}" Version="2.0" IssueInstant="{now}"><saml:Issuer>{entity}</saml:Issuer>
<saml:Subject><saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">{uid}</saml:NameID>
<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
<saml:SubjectConfirmationData NotOnOrAfter="{later}" Recipient="{acs}" InResponseTo="{request}"/>
</saml:SubjectConfirmation></saml:Subject>
<saml:Conditions NotBefore="{earlier}" NotOnOrAfter="{later}"><saml:AudienceRestriction>
<saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>
<saml:AuthnStatement AuthnInstant="{now}" SessionIndex="{assertion}"><saml:AuthnContext><saml:AuthnContextClassRef>
urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</saml:AuthnContextClassRef></saml:AuthnContext>
</saml:AuthnStatement><saml:AttributeStatement>
<saml:Attribute Name="mail"><saml:AttributeValue>{mail}</saml:AttributeValue></saml:Attribute>
<saml:Attribute Name="displayName"><saml:AttributeValue>{name}</saml:AttributeValue></saml:Attribute>
</saml:AttributeStatement></saml:Assertion></samlp:Response>"""


def key_and_certificate() -> tuple[str, str]:
    """A key of this run, and a certificate that it signed itself."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(1))
    certificate = made.sign(key, hashes.SHA256())
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private.decode(), certificate.public_bytes(serialization.Encoding.PEM).decode()


class Provider(BaseHTTPRequestHandler):
    key, certificate = key_and_certificate()
    entity = ""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/metadata":
            bare = "".join(self.certificate.splitlines()[1:-1])
            self._answer(METADATA.format(entity=self.entity, certificate=bare), "application/xml")
        else:
            self._answer(self._signed_in(asked), "text/html")

    def _signed_in(self, asked: dict[str, str]) -> str:
        request = etree.fromstring(zlib.decompress(base64.b64decode(asked["SAMLRequest"]), -15))
        acs = str(request.get("AssertionConsumerServiceURL"))
        response = RESPONSE.format(
            id=f"_{uuid.uuid4().hex}",
            assertion=f"_{uuid.uuid4().hex}",
            entity=self.entity,
            acs=escape(acs),
            request=request.get("ID"),
            audience=escape(request.findtext(f"{SAML}Issuer") or ""),
            now=_instant(0),
            earlier=_instant(-5),
            later=_instant(5),
            uid=escape(asked["uid"]),
            mail=escape(asked["mail"]),
            name=escape(asked["name"]),
        )
        key = key_and_certificate()[0] if asked.get("forged") else self.key
        signed = OneLogin_Saml2_Utils.add_sign(response, key, self.certificate)
        sent = base64.b64encode(signed).decode()
        return f'<form method="post" action="{escape(acs)}"><input name="SAMLResponse" value="{sent}"></form>'

    def _answer(self, body: str, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the test tells what went wrong."""


def _instant(minutes: int) -> str:
    return (datetime.now(UTC) + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")


if __name__ == "__main__":
    port = int(sys.argv[1])
    Provider.entity = f"http://127.0.0.1:{port}"
    HTTPServer(("127.0.0.1", port), Provider).serve_forever()
