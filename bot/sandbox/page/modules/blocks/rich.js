// rich_text: what Slack's own composer produces, and what apps may send.

import * as clock from "../clock.js";
import { el } from "../dom.js";
import { emoji } from "../emoji.js";
import { plainText } from "../mrkdwn.js";
import { state } from "../state.js";
import { broadcast, channelLink, link, mention, usergroup } from "../tokens.js";

export function drawRichText(block) {
  return el("div", { class: "text rich" }, gathered(block.elements).map(drawPart));
}

/** Slack sends a nested list as neighbours with a deeper indent; numbering goes on over them. */
function gathered(elements) {
  const counts = [];
  return elements.map((element) => {
    if (element.type !== "rich_text_list") return element;
    const indent = element.indent ?? 0;
    counts.length = Math.min(counts.length, indent + 1);
    const start = (element.offset ?? counts[indent] ?? 0) + 1;
    counts[indent] = start - 1 + element.elements.length;
    return { ...element, start };
  });
}

function drawPart(part) {
  const draw = parts[part.type];
  return draw ? draw(part) : el("div", {}, ...runs(part.elements ?? []));
}

const parts = {
  rich_text_section: (part) => el("div", {}, runs(part.elements)),
  rich_text_quote: (part) => el("blockquote", {}, runs(part.elements)),
  rich_text_preformatted: (part) => el("pre", {}, runs(part.elements)),
  rich_text_list: list,
};

function list({ style, indent = 0, start, elements }) {
  return el(
    style === "ordered" ? "ol" : "ul",
    { class: `list indent-${Math.min(indent, 8)}`, start: style === "ordered" ? start : null },
    elements.map((item) => el("li", {}, drawPart(item))),
  );
}

const runs = (elements) => elements.map(run);

function run(element) {
  return styled(element.style, kinds[element.type]?.(element) ?? element.text ?? `[${element.type}]`);
}

const kinds = {
  text: ({ text }) => plainText(text, { emojis: false }),
  link: ({ url, text }) => link(url, text || url) ?? (text || url),
  user: ({ user_id: id }) => mention(id),
  channel: ({ channel_id: id }) => channelLink(id, ""),
  usergroup: ({ usergroup_id: id }) => usergroup(id),
  broadcast: ({ range }) => broadcast(range),
  color: ({ value }) => el("code", {}, value),
  emoji: ({ name, unicode }) => emoji(name) ?? (unicode ? fromHex(unicode) : `:${name}:`),
  date: ({ timestamp, format, url }) => {
    const drawn = el(
      "time",
      { datetime: clock.momentOf(timestamp).toISOString() },
      clock.dateToken(timestamp, format, state.screen?.person),
    );
    return url ? (link(url, drawn) ?? drawn) : drawn;
  },
};

const fromHex = (unicode) => String.fromCodePoint(...unicode.split("-").map((part) => Number.parseInt(part, 16)));

const tags = { bold: "b", italic: "i", strike: "s", code: "code", underline: "u" };

function styled(style, node) {
  return Object.entries(tags).reduce((inner, [name, tag]) => (style?.[name] ? el(tag, {}, inner) : inner), node);
}
