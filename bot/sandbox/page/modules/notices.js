// What would have made this person's phone buzz: a discreet toast, a spoken line, a number in the window's title.

import { fill } from "./dom.js";
import { visit } from "./go.js";
import { nameOf } from "./people.js";
import { plain } from "./plain.js";
import { HOME, channelName, channelNow, channels, showsSlack, state, when } from "./state.js";
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
  const { title, text } = describe(notice);
  announce(`${title}: ${text}`);
  if (showsSlack() && !isInView(notice)) toast(title, text, { onopen: () => visitNotice(notice) });
}

function isInView(notice) {
  const isReply = notice.thread_ts && notice.thread_ts !== notice.ts;
  return (
    document.visibilityState === "visible" &&
    notice.channel === state.channel &&
    (!isReply || notice.thread_ts === state.thread)
  );
}

/** To the message itself, in its thread if it is a reply. */
export const visitNotice = ({ channel, ts, thread_ts: thread }) => visit({ channel, ts, thread });

/** Who did what where, and the words. */
export function describe({ channel, why, user, text }) {
  const place = channels().find(({ id }) => id === channel);
  const where = place?.kind === "im" ? "a direct message" : `#${channelName(channel)}`;
  const title = titles[why] ?? ((who) => `${who} wrote in ${where}`);
  return { title: title(nameOf(user), where), text: plain(text ?? "") };
}

const titles = {
  mention: (who, where) => `${who} mentioned you in ${where}`,
  dm: (who) => `Message from ${who}`,
  thread: (who, where) => `${who} replied in ${where}`,
  channel: (who, where) => `${who} called everybody in ${where}`,
};

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
