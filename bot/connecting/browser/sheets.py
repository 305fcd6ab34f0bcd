"""Small pages of our own for a browser. No browser or proxy keeps them, and they load nothing from elsewhere."""

import html
from collections.abc import Mapping, Sequence

from aiohttp import web

from handlers.words.catalogue import Words

HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
}

STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:36em;margin:4em auto;padding:0 1em}"
    "button,input{font:inherit;padding:.4em;margin:.3em 0;display:block}"
)

HEAD = (
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    f"<title>Greenlight</title><style>{STYLE}</style>"
)


def page(language: Words, lines: Sequence[str], rest: str = "", status: int = 200) -> web.Response:
    """Every line is text; `rest` is made of the functions below."""
    said = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    whole = f'<!doctype html><html lang="{language.language}"><head>{HEAD}</head><body>{said}{rest}</body></html>'
    return web.Response(text=whole, content_type="text/html", status=status, headers=HEADERS)


def form(action: str, hidden: Mapping[str, str], rest: str) -> str:
    kept = "".join(f'<input type="hidden" name="{name}" value="{html.escape(text)}">' for name, text in hidden.items())
    return f'<form method="post" action="{action}">{kept}{rest}</form>'


def button(text: str) -> str:
    return f"<button>{html.escape(text)}</button>"


def field(name: str, example: str) -> str:
    return f'<input name="{name}" required size="40" placeholder="{html.escape(example)}">'


def secret_field(name: str) -> str:
    """What is typed is not shown, and not offered again."""
    return f'<input name="{name}" type="password" autocomplete="off" required size="40">'
