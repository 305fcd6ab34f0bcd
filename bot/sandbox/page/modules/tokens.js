// What stands between angle brackets in Slack's texts: people, channels, groups, dates, links.

import { readPermalink } from "./address.js";
import * as clock from "./clock.js";
import { el } from "./dom.js";
import { nameOf } from "./people.js";
import { channelName, state } from "./state.js";

/** `inner` is the text between the brackets; a form that is not known stays as it was written. */
export function token(inner) {
  const [target, label] = halves(inner);
  if (target.startsWith("@")) return mention(target.slice(1));
  if (target.startsWith("#")) return channelLink(target.slice(1), label);
  if (target.startsWith("!")) return special(target.slice(1), label);
  return link(target, label ? plain(label) : plain(target).replace(/^mailto:/, "")) ?? `<${plain(inner)}>`;
}

function halves(inner) {
  const bar = inner.indexOf("|");
  return bar < 0 ? [inner, ""] : [inner.slice(0, bar), inner.slice(bar + 1)];
}

const plain = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

export function mention(id) {
  return el("span", { class: id === state.me ? "mention mention-me" : "mention" }, `@${nameOf(id)}`);
}

export function channelLink(id, label) {
  const name = channelName(id) === id && label ? plain(label) : channelName(id);
  return el("a", { class: "mention", href: `?as=${state.me}&channel=${id}`, "data-channel": id }, `#${name}`);
}

export function broadcast(range) {
  return el("span", { class: "mention mention-me" }, `@${range}`);
}

function special(name, label) {
  const [kind, ...rest] = name.split("^");
  if (kind === "date") return date(rest, label);
  if (kind === "subteam") return usergroup(rest[0], label);
  return broadcast(kind);
}

export function usergroup(id, label = "") {
  const known = state.workspace.usergroups?.find((group) => group.id === id);
  return el("span", { class: "mention" }, known ? `@${known.handle}` : plain(label) || `@${id}`);
}

function date([unix, format, target], fallback) {
  if (!/^\d+$/.test(unix ?? "") || !format) return plain(fallback);
  const reader = state.screen?.person;
  const text = clock.dateToken(unix, plain(format), reader);
  const drawn = el(
    "time",
    { datetime: clock.momentOf(unix).toISOString(), title: clock.fullMoment(clock.momentOf(unix), reader) },
    text,
  );
  return target ? (link(target, drawn) ?? drawn) : drawn;
}

const SAFE = /^(https?:|mailto:|tel:)/i;

/** A link that opens beside the page, a permalink that opens within it, or null for an address that is not safe. */
export function link(target, label) {
  const href = plain(target);
  if (!SAFE.test(href)) return null;
  if (readPermalink(href)) return el("a", { href, "data-permalink": href }, label);
  return el("a", { href, target: "_blank", rel: "noopener noreferrer" }, label);
}
