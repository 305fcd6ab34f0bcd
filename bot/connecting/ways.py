"""How each network lets a program in, as a table: OAuth 2 where it has it, else a secret that somebody pastes.

The whole dance: RFC 6749 with PKCE (RFC 7636). What differs between the networks is here and nowhere else.
"""

from dataclasses import dataclass
from enum import StrEnum


class Opens(StrEnum):
    """Which accounts a permission opens, and how one learns that."""

    X_USER = "x_user"
    """The person who agreed."""
    LINKEDIN = "linkedin"
    """The person who agreed, or the organisation that was named beforehand."""
    FACEBOOK_PAGES = "facebook_pages"
    """The Pages that they manage, each with a token of its own."""
    INSTAGRAM_USER = "instagram_user"
    """The professional account that agreed."""
    THREADS_USER = "threads_user"
    """The profile that agreed."""


class Renewal(StrEnum):
    """How the access is made new without a person."""

    REFRESH_TOKEN = "refresh_token"
    """With a second token, where one was given along with the first."""
    BY_ITSELF = "by_itself"
    """The access token is handed in for another one, before it ends."""
    NEVER = "never"
    """Not at all: what is kept has no end, or a person must agree again."""


@dataclass(frozen=True)
class Exchange:
    """A GET that hands one access token in for another one that lives longer."""

    path: str
    grant_type: str
    parameter: str
    """What the token that is handed in is called."""
    with_client: tuple[str, ...] = ()
    """Which of client_id and client_secret go along."""


@dataclass(frozen=True)
class Way:
    """One network's OAuth."""

    authorize: str
    token: str
    scopes: str
    """As the documents name them, with blanks between."""
    opens: Opens
    renewal: Renewal
    separator: str = " "
    """Between scopes."""
    has_pkce: bool = False
    """It takes a code challenge. What does not know it could refuse what it does not know."""
    in_header: bool = False
    """The client says who it is in the Authorization header rather than in the form."""
    longer: Exchange | None = None
    """The first access lives for an hour; this makes one that lives for weeks."""
    again: Exchange | None = None
    """And this another one, before it ends."""
    page_scopes: str = ""
    """Instead of the scopes, for an organisation that was named beforehand."""

    def scopes_for(self, address: str) -> str:
        """As the network wants them written; `address` is what was named beforehand, or nothing."""
        return self.separator.join((self.page_scopes if address and self.page_scopes else self.scopes).split())


WAYS: dict[str, Way] = {
    # docs.x.com/resources/fundamentals/authentication/oauth-2-0/authorization-code
    "x": Way(
        authorize="https://x.com/i/oauth2/authorize",
        token="https://api.x.com/2/oauth2/token",
        scopes="tweet.read tweet.write users.read media.write offline.access",
        opens=Opens.X_USER,
        renewal=Renewal.REFRESH_TOKEN,
        has_pkce=True,
        in_header=True,
    ),
    # learn.microsoft.com/linkedin/shared/authentication/authorization-code-flow
    "linkedin": Way(
        authorize="https://www.linkedin.com/oauth/v2/authorization",
        token="https://www.linkedin.com/oauth/v2/accessToken",
        scopes="openid profile w_member_social",
        page_scopes="w_organization_social r_organization_social",
        opens=Opens.LINKEDIN,
        renewal=Renewal.REFRESH_TOKEN,
    ),
    # developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow, …/access-tokens/get-long-lived
    "facebook": Way(
        authorize="https://www.facebook.com/dialog/oauth",
        token="https://graph.facebook.com/oauth/access_token",
        scopes="pages_show_list pages_manage_posts pages_manage_engagement pages_read_engagement read_insights",
        separator=",",
        opens=Opens.FACEBOOK_PAGES,
        renewal=Renewal.NEVER,
        longer=Exchange(
            "/oauth/access_token", "fb_exchange_token", "fb_exchange_token", ("client_id", "client_secret")
        ),
    ),
    # developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/business-login
    "instagram": Way(
        authorize="https://www.instagram.com/oauth/authorize",
        token="https://api.instagram.com/oauth/access_token",
        scopes=(
            "instagram_business_basic instagram_business_content_publish"
            " instagram_business_manage_comments instagram_business_manage_insights"
        ),
        separator=",",
        opens=Opens.INSTAGRAM_USER,
        renewal=Renewal.BY_ITSELF,
        longer=Exchange("/access_token", "ig_exchange_token", "access_token", ("client_secret",)),
        again=Exchange("/refresh_access_token", "ig_refresh_token", "access_token"),
    ),
    # developers.facebook.com/docs/threads/get-started/long-lived-tokens
    "threads": Way(
        authorize="https://threads.net/oauth/authorize",
        token="https://graph.threads.net/oauth/access_token",
        scopes="threads_basic threads_content_publish threads_manage_replies threads_manage_insights threads_delete",
        separator=",",
        opens=Opens.THREADS_USER,
        renewal=Renewal.BY_ITSELF,
        longer=Exchange("/access_token", "th_exchange_token", "access_token", ("client_secret",)),
        again=Exchange("/refresh_access_token", "th_refresh_token", "access_token"),
    ),
}

PASTED = {
    "mastodon": "an access token, from Preferences, Development on your instance",
    "bluesky": "an app password, from Settings, Privacy and security, App passwords",
    "webhook": "the secret that your receiver checks signatures with, whsec_…",
}
"""Networks whose secret is pasted, and what it is."""

CONNECTABLE = (*WAYS, *PASTED)
