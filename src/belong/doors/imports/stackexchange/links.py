"""Links in a dump's texts: those to posts of the same dump become links inside the archive."""

import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import urljoin

from belong.care.archives.public import LINK_SCHEME
from belong.ground.kernel.public import clean_html

OWN_DOMAIN = {
    "stackoverflow": "stackoverflow.com",
    "stackoverflow-meta": "meta.stackoverflow.com",
    "serverfault": "serverfault.com",
    "serverfault-meta": "meta.serverfault.com",
    "superuser": "superuser.com",
    "superuser-meta": "meta.superuser.com",
    "askubuntu": "askubuntu.com",
    "askubuntu-meta": "meta.askubuntu.com",
    "mathoverflow": "mathoverflow.net",
    "mathoverflow-meta": "meta.mathoverflow.net",
    "stackapps": "stackapps.com",
    "meta": "meta.stackexchange.com",
}

_HREF = re.compile(r'(<a(?:\s[\w-]+="[^"]*")*?\shref=")([^"]*)(?=")')
"""A link as the cleaner writes it, whichever way the dump spelt it."""
_POST = re.compile(r"/(?:questions|posts|q|a)/([1-9][0-9]{0,17})(?:/[^?#]*)?(?:\?[^#]*)?(?:#(.*))?", re.ASCII)
_ANSWER_IN_PATH = re.compile(r"/questions/[0-9]+/[^/?#]*/([1-9][0-9]{0,17})", re.ASCII)
_FRAGMENT = re.compile(r"(?:answer-)?([1-9][0-9]{0,17})|comment([1-9][0-9]{0,17})_[0-9]+", re.ASCII)


def hosts(site: str) -> tuple[str, ...]:
    """The hosts under which a site is or was reached, today's first. `site`: `beer`, `beer-meta` or a host name."""
    site = site.lower().removeprefix("www.")
    if site in OWN_DOMAIN:
        return (OWN_DOMAIN[site], "www." + OWN_DOMAIN[site])
    if "." in site:
        name, _, rest = site.partition(".")
        if rest == "meta.stackexchange.com":
            return (site, f"meta.{name}.stackexchange.com")
        return (site, "www." + site)
    name, dash, meta = site.rpartition("-")
    if dash and meta == "meta":
        return (f"{name}.meta.stackexchange.com", f"meta.{name}.stackexchange.com")
    return (f"{site}.stackexchange.com", f"www.{site}.stackexchange.com")


class Links:
    """Rewrites the links of HTML. `known(key)` says whether the archive has the post or comment."""

    def __init__(self, site: str, known: Callable[[str], bool]) -> None:
        self._hosts = hosts(site)
        self._known = known
        self._own = re.compile(
            r"(?:https?:)?//(?:{})(?::(?:80|443)?)?(?=[/?#]|$)(.*)".format("|".join(map(re.escape, self._hosts))),
            re.IGNORECASE | re.DOTALL,
        )

    def inside(self, html: str) -> str:
        """`html` with links to posts of the dump as `archive:KEY` and other relative links made whole.

        What has links comes back clean: only there every link is written the same way.
        """
        return _HREF.sub(self._link, clean_html(html)) if "href" in html.lower() else html

    def _link(self, match: re.Match[str]) -> str:
        address = unescape(match[2]).strip()
        target = self.target(address)
        if target is not None:
            return f"{match[1]}{LINK_SCHEME}{target}"
        if address.startswith(("/", "#", "?")) or not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", address):
            try:
                whole = urljoin(f"https://{self._hosts[0]}/", address)
            except ValueError:
                whole = f"https://{self._hosts[0]}/"
            return f"{match[1]}{escape(whole)}"
        return match[0]

    def target(self, address: str) -> str | None:
        """The key of the post or comment of this dump to which `address` leads."""
        own = self._own.fullmatch(address)
        if own is not None:
            path = own[1]
        elif address.startswith("/") and not address.startswith("//"):
            path = address
        else:
            return None
        match = _POST.fullmatch(path)
        if match is None:
            return None
        for key in _keys(path, match[1], match[2]):
            if self._known(key):
                return key
        return None


def _keys(path: str, post: str, fragment: str | None) -> list[str]:
    """What the address may mean, the most exact first."""
    keys = []
    if fragment and (found := _FRAGMENT.fullmatch(fragment)):
        keys.append(found[1] or f"c{found[2]}")
    if answer := _ANSWER_IN_PATH.match(path):
        keys.append(answer[1])
    keys.append(post)
    return keys
