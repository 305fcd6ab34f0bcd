// Where this window stands is in its address, so that a reload, a bookmark or a second window finds it again.

export function readAddress() {
  const query = new URLSearchParams(location.search);
  return Object.fromEntries(["as", "channel", "thread", "inspector"].map((name) => [name, query.get(name)]));
}

/** `push` adds a step that the browser's back button undoes. */
export function writeAddress({ as, channel, thread, inspector }, push) {
  const query = new URLSearchParams(Object.entries({ as, channel, thread, inspector }).filter(([, value]) => value));
  const address = `${location.pathname}?${query}`;
  if (address === location.pathname + location.search) return;
  if (push) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
}

const PERMALINK = /\/archives\/([A-Z0-9]+)\/p(\d{10})(\d{6})/;

/** The channel, message and thread that a permalink names, or null for any other link. */
export function readPermalink(href) {
  const found = PERMALINK.exec(href);
  if (!found) return null;
  const thread = new URL(href, location.href).searchParams.get("thread_ts");
  return { channel: found[1], ts: `${found[2]}.${found[3]}`, thread };
}
