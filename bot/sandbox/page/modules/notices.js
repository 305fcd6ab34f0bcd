// What would have made this person's phone buzz: a discreet toast, a spoken line, a number in the window's title.

import * as clock from "./clock.js";
import { fill } from "./dom.js";
import { emojiIn } from "./emoji.js";
import { openThread, show } from "./go.js";
import { nameOf } from "./people.js";
import { HOME, channelName, channelNow, channels, state, when } from "./state.js";
import { announce, toast } from "./toasts.js";

let known = null;
let knownFor = null;

export function startNotices() {
  when(["me"], () => fill(document.getElementById("toasts")));
  when(["screen"], tellNew);
  when(["screen", "place"], titled);
}

function tellNew() {
  const all = state.screen?.notifications ?? [];
  const fresh = knownFor === state.me ? all.slice(known) : [];
  [known, knownFor] = [all.length, state.me];
  for (const notice of fresh) notify(notice);
}

function notify(notice) {
  const text = plain(notice.text ?? "");
  const title = titleOf(notice);
  announce(`${title}: ${text}`);
  if (isInView(notice)) return;
  toast(title, text, { onopen: () => visitNotice(notice) });
}

function isInView(notice) {
  const isReply = notice.thread_ts && notice.thread_ts !== notice.ts;
  return (
    document.visibilityState === "visible" &&
    notice.channel === state.channel &&
    (!isReply || notice.thread_ts === state.thread)
  );
}

async function visitNotice(notice) {
  if (notice.channel !== state.channel) await show(notice.channel);
  if (notice.thread_ts && notice.thread_ts !== notice.ts) openThread(notice.thread_ts);
}

const reasons = { mention: "You were mentioned in", dm: "Message from", thread: "New reply in" };

function titleOf({ channel, why }) {
  const place = channels().find(({ id }) => id === channel);
  const name = place?.kind === "im" ? nameOf(place.user) : `#${channelName(channel)}`;
  return `${reasons[why] ?? "New in"} ${name}`;
}

/** The message's text without its markup, as a phone would show it. */
export function plain(text) {
  return emojiIn(
    text
      .replace(/<@(\w+)(\|[^>]*)?>/g, (_, id) => `@${nameOf(id)}`)
      .replace(/<#(\w+)(\|[^>]*)?>/g, (_, id) => `#${channelName(id)}`)
      .replace(/<!date\^(\d+)\^([^^|>]+)[^>]*>/g, (_, unix, format) =>
        clock.dateToken(unix, format, state.screen?.person),
      )
      .replace(/<!(\w+)[^>]*>/g, "@$1")
      .replace(/<[^|>]*\|([^>]*)>/g, "$1")
      .replace(/<([^>]*)>/g, "$1")
      .replace(/[*_~`]{1,3}(\S(?:[^\n]*?\S)?)[*_~`]{1,3}/g, "$1")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&"),
  );
}

function titled() {
  const unread = channels().reduce(
    (sum, channel) => sum + (channel.kind === "im" ? channel.unread : channel.mentions),
    0,
  );
  const dot = channels().some((channel) => channel.unread) ? "• " : "";
  const place = channelNow();
  const name =
    place?.kind === "im" ? nameOf(place.user) : place ? `#${place.name}` : state.channel === HOME ? "Home" : "";
  const names = [name, state.workspace?.team?.name].filter(Boolean);
  document.title = `${unread ? `(${unread}) ` : dot}${names.join(" – ")}`;
}
