// Slack's own markup, drawn. The result is made of elements and text nodes only.

import { el } from "./dom.js";
import { emoji } from "./emoji.js";
import { token } from "./tokens.js";

/** A fragment for a text in mrkdwn (docs.slack.dev/messaging/formatting-message-text). */
export function mrkdwn(text) {
  const fragment = document.createDocumentFragment();
  text.split(/```/).forEach((part, index, parts) => {
    const isFence = index % 2 === 1 && index < parts.length - 1;
    const isLeftOver = index % 2 === 1 && !isFence;
    fragment.append(isFence ? fence(part) : lines(isLeftOver ? `\`\`\`${part}` : trimmed(part, index, parts)));
  });
  return fragment;
}

/** A text that is no markup at all, in which only emoji names are drawn. */
export function plainText(text, { emojis = true } = {}) {
  const fragment = document.createDocumentFragment();
  broken(text, (line) => (emojis ? withEmoji(line) : [line]), fragment);
  return fragment;
}

export const unescape = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

const fence = (text) => el("pre", {}, unescape(text.replace(/^\n/, "").replace(/\n$/, "")));

/** The line break beside a fence belongs to the fence. */
function trimmed(part, index, parts) {
  const start = index > 0 ? part.replace(/^\n/, "") : part;
  return index < parts.length - 1 ? start.replace(/\n$/, "") : start;
}

function lines(text) {
  const fragment = document.createDocumentFragment();
  for (const group of quoteGroups(text)) {
    const target = group.isQuote ? el("blockquote") : document.createDocumentFragment();
    broken(group.lines.join("\n"), inline, target);
    fragment.append(target);
  }
  return fragment;
}

const QUOTE = /^(?:&gt;|>) ?/;

function quoteGroups(text) {
  if (text === "") return [];
  const groups = [];
  for (const line of text.split("\n")) {
    const isQuote = QUOTE.test(line);
    if (groups.at(-1)?.isQuote !== isQuote) groups.push({ isQuote, lines: [] });
    groups.at(-1).lines.push(isQuote ? line.replace(QUOTE, "") : line);
  }
  return groups;
}

function broken(text, drawLine, target) {
  text.split("\n").forEach((line, index) => {
    if (index) target.append(el("br"));
    target.append(...drawLine(line));
  });
}

const PIECE = /<[^<>\n]+>|`[^`\n]+`|:[a-z0-9_+'-]+(?:::skin-tone-\d)?:|[*_~]/;
const marks = { "*": "b", _: "i", "~": "s" };

/** The nodes of one line. Marks open and close only at the edges of words, as in Slack. */
export function inline(line) {
  const nodes = [];
  let from = 0;
  const pieces = new RegExp(PIECE, "gu");
  for (let found = pieces.exec(line); found; found = pieces.exec(line)) {
    const end = marks[found[0]] ? closing(line, found.index) : found.index + found[0].length;
    if (end === null) continue;
    nodes.push(unescape(line.slice(from, found.index)), piece(line.slice(found.index, end)));
    from = pieces.lastIndex = end;
  }
  return [...nodes, unescape(line.slice(from))].filter((node) => node !== "");
}

function piece(text) {
  const tag = marks[text[0]];
  if (tag) return el(tag, {}, inline(text.slice(1, -1)));
  if (text[0] === "`") return el("code", {}, unescape(text.slice(1, -1)));
  if (text[0] === "<") return token(text.slice(1, -1));
  return emojiNode(text);
}

const WORD = /[\p{L}\p{N}]/u;

/** Where the span that the mark at `start` opens ends, or null if it opens none. */
function closing(line, start) {
  const mark = line[start];
  if (
    WORD.test(lastLetter(line.slice(0, start))) ||
    !line[start + 1] ||
    /\s/.test(line[start + 1]) ||
    line[start + 1] === mark
  )
    return null;
  for (let at = start + 2; at < line.length; at += 1) {
    at = pastShielded(line, at);
    if (line[at] === mark && !/\s/.test(line[at - 1]) && !WORD.test(firstLetter(line.slice(at + 1, at + 3))))
      return at + 1;
  }
  return null;
}

const firstLetter = (text) => [...text][0] ?? "";
const lastLetter = (text) => [...text.slice(-2)].at(-1) ?? "";

/** Marks inside `<…>` and inside code are not marks. */
function pastShielded(line, at) {
  const closer = { "<": ">", "`": "`" }[line[at]];
  const end = closer ? line.indexOf(closer, at + 1) : -1;
  return end < 0 ? at : end + 1;
}

export function withEmoji(text) {
  return text
    .split(/(:[a-z0-9_+'-]+(?:::skin-tone-\d)?:)/)
    .map((part) => (/^:.+:$/.test(part) ? emojiNode(part) : part))
    .filter((part) => part !== "");
}

export function emojiNode(text) {
  const name = text.slice(1, -1);
  const drawn = emoji(name);
  return drawn
    ? el("span", { class: "emoji", role: "img", "aria-label": name.replaceAll("_", " "), title: text }, drawn)
    : text;
}
