"""The accounts that posts go out on, read from ACCOUNTS and ACCOUNT_<NAME>_TOKEN."""

import re
from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, SecretStr

from bot import environment as env
from bot.environment import SettingsError

PRACTICE = "practice"
# What an address on each network looks like, with an example. Practice publishes into the card's thread.
ADDRESSES = {
    "x": (r"[0-9]{1,20}", "voice=x:2244994945"),
    "slack": (r"[CG][A-Z0-9]+", "news=slack:C012AB3CD"),
    "facebook": (r"[0-9]{1,30}", "page=facebook:102938475610"),
    "instagram": (r"[0-9]{1,30}", "pictures=instagram:178414000000"),
    "threads": (r"[0-9]{1,30}", "talk=threads:256789012345"),
    "bluesky": (
        r"did:[a-z]+:[A-Za-z0-9._:%-]+|[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+",
        "sky=bluesky:acorn.bsky.social",
    ),
    "mastodon": (r"https?://\S+", "toots=mastodon:https://example.social"),
    "linkedin": (r"urn:li:(organization:[0-9]+|person:[A-Za-z0-9_-]+)", "company=linkedin:urn:li:organization:1234"),
    "webhook": (r"https?://\S+", "site=webhook:https://example.com/hooks/posts"),
    "manual": (r"[UW][A-Z0-9]+", "linkedin=manual:U012AB3CD"),
    PRACTICE: (r"", "practice=practice"),
}
NEEDS_TOKEN = {"x", "linkedin", "facebook", "instagram", "threads", "mastodon", "bluesky", "webhook"}
HAS_WEB_ADDRESS = {"mastodon", "webhook"}


class AccountSetting(BaseModel):
    """One account of ours on one network, as ACCOUNTS names it."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    name: str
    network: str
    address: str = ""
    token: SecretStr | None = None


PRACTICE_ACCOUNT = AccountSetting(name=PRACTICE, network=PRACTICE)


def read(environ: Mapping[str, str]) -> tuple[AccountSetting, ...]:
    """The accounts that ACCOUNTS names, each with its token; one practice account when it names none."""
    written = [part.strip() for part in env.text(environ, "ACCOUNTS").split(",") if part.strip()]
    accounts = [_account(environ, part) for part in written] or [PRACTICE_ACCOUNT]
    variables = [_token_variable(account.name) for account in accounts]
    for account, variable in zip(accounts, variables, strict=True):
        if variables.count(variable) > 1:
            raise SettingsError("ACCOUNTS", f'names "{account.name}" twice', "give each account a name of its own")
    _check_tokens_have_accounts(environ, variables)
    return tuple(accounts)


def _account(environ: Mapping[str, str], written: str) -> AccountSetting:
    name, _, rest = (part.strip() for part in written.partition("="))
    network, _, address = (part.strip() for part in rest.partition(":"))
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}", name) or not network:
        raise SettingsError("ACCOUNTS", f'holds "{name}"', "write name=network:address, such as news=slack:C012AB3CD")
    if network not in ADDRESSES:
        raise SettingsError("ACCOUNTS", f'names the network "{network}"', f"write one of {', '.join(ADDRESSES)}")
    pattern, example = ADDRESSES[network]
    if not re.fullmatch(pattern, address):
        # The address is not repeated: somebody may have written a token there.
        raise SettingsError("ACCOUNTS", f'gives "{name}" no address that {network} knows', f"write it like {example}")
    if network in HAS_WEB_ADDRESS:
        address = env.web_address("ACCOUNTS", address, example.partition(":")[2]).rstrip("/")
    return AccountSetting(name=name, network=network, address=address, token=_account_token(environ, name, network))


def _account_token(environ: Mapping[str, str], name: str, network: str) -> SecretStr | None:
    variable = _token_variable(name)
    token = env.secret(environ, variable)
    if token is None and network in NEEDS_TOKEN and not _may_be_connected(environ):
        remedy = f"create an access token at {network} and write it here, or set SECRET_KEY and connect the account"
        raise SettingsError(variable, "is missing", remedy)
    return token


def _may_be_connected(environ: Mapping[str, str]) -> bool:
    """With a key for its secrets, an account may get its token by `python -m bot connect`, also later."""
    return bool(env.text(environ, "SECRET_KEY") or env.text(environ, "SECRET_KEY_FILE"))


def _token_variable(name: str) -> str:
    return f"ACCOUNT_{name.upper().replace('-', '_')}_TOKEN"


def _check_tokens_have_accounts(environ: Mapping[str, str], variables: list[str]) -> None:
    """A token without an account is a misspelling that would show itself only at publishing."""
    for name in environ:
        if re.fullmatch(r"ACCOUNT_\w+_TOKEN(_FILE)?", name) and name.removesuffix("_FILE") not in variables:
            raise SettingsError(name, "belongs to no account", "write the account's name as it stands in ACCOUNTS")
