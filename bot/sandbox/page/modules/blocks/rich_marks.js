// Between rich_text and the marks by which people write it: *bold*, _italic_, ~struck~, `code`, lists and quotes.

import { emoji } from "../emoji.js";

/** What the person wrote as a rich_text block, or null for nothing but space. */
export function fromMarks(text) {
  if (!text.trim()) return null;
  return { type: "rich_text", elements: groups(text.split("\n")).map(part) };
}

const LINES = [
  ["bullet", /^\s*[-•*] +/],
  ["ordered", /^\s*\d+[.)] +/],
  ["quote", /^> ?/],
];

/** Neighbouring lines of one kind belong together. */
function groups(lines) {
  const found = [];
  for (const line of lines) {
    const [kind, form] = LINES.find(([, begins]) => begins.test(line)) ?? ["section", /^/];
    if (found.at(-1)?.kind !== kind) found.push({ kind, lines: [] });
    found.at(-1).lines.push(line.replace(form, ""));
  }
  return found;
}

function part({ kind, lines }) {
  if (kind === "bullet" || kind === "ordered")
    return { type: "rich_text_list", style: kind, elements: lines.map((line) => section(line)) };
  const whole = section(lines.join("\n"));
  return kind === "quote" ? { ...whole, type: "rich_text_quote" } : whole;
}

const section = (text) => ({ type: "rich_text_section", elements: runs(text, {}) });

const MARKED = /(?<![\p{L}\p{N}])([*_~`])(?=\S)([^\n]*?\S)\1(?![\p{L}\p{N}])/u;
const STYLES = { "*": "bold", _: "italic", "~": "strike", "`": "code" };

function runs(text, style) {
  const found = MARKED.exec(text);
  if (!found) return pieces(text, style);
  const [whole, mark, inner] = found;
  const marked = { ...style, [STYLES[mark]]: true };
  return [
    ...pieces(text.slice(0, found.index), style),
    ...(mark === "`" ? [run(inner, marked)] : runs(inner, marked)),
    ...runs(text.slice(found.index + whole.length), style),
  ];
}

const PIECE = /(<@[A-Z0-9]+>|<#[A-Z0-9]+>|:[a-z0-9_+'-]+:|https?:\/\/[^\s<>]+)/;

const pieces = (text, style) =>
  text
    .split(PIECE)
    .filter(Boolean)
    .map((piece) => styled(known(piece), style));

function known(piece) {
  if (piece.startsWith("<@")) return { type: "user", user_id: piece.slice(2, -1) };
  if (piece.startsWith("<#")) return { type: "channel", channel_id: piece.slice(2, -1) };
  if (/^https?:/.test(piece)) return { type: "link", url: piece };
  if (/^:.+:$/.test(piece) && emoji(piece.slice(1, -1))) return { type: "emoji", name: piece.slice(1, -1) };
  return { type: "text", text: piece };
}

const run = (text, style) => styled({ type: "text", text }, style);
const styled = (element, style) => (Object.keys(style).length ? { ...element, style } : element);

/** The text that a person would have written for this block. */
export const toMarks = (block) => (block?.elements ?? []).map(partText).join("\n");

function partText({ type, style, elements }) {
  if (type === "rich_text_list")
    return elements.map((item, index) => `${style === "ordered" ? `${index + 1}.` : "-"} ${runsText(item)}`).join("\n");
  const text = runsText({ elements }).replace(/\n$/, "");
  return type === "rich_text_quote" ? text.replace(/^/gm, "> ") : text;
}

const runsText = ({ elements }) => elements.map(runText).join("");

function runText({ type, style, text, url, name, user_id: user, channel_id: channel }) {
  const known = { text, link: url, emoji: `:${name}:`, user: `<@${user}>`, channel: `<#${channel}>` };
  const bare = known[type] ?? text ?? "";
  return Object.entries(STYLES).reduce((inner, [mark, kind]) => (style?.[kind] ? mark + inner + mark : inner), bare);
}
