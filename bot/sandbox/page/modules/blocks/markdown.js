// Standard Markdown, as far as Slack's markdown block understands it (docs.slack.dev/reference/block-kit/blocks).

import { el } from "../dom.js";
import { withEmoji } from "../mrkdwn.js";
import { link } from "../tokens.js";
import { tableOf } from "./table.js";

export function drawMarkdown(block) {
  return el("div", { class: "text markdown" }, parts(block.text.split("\n")));
}

/** Each kind of part takes its lines from the front; whatever no kind wants is a paragraph. */
function parts(lines) {
  const drawn = [];
  const rest = [...lines];
  while (rest.length) {
    if (!rest[0].trim()) rest.shift();
    else drawn.push(kinds.find(([begins]) => begins(rest))[1](rest));
  }
  return drawn;
}

const FENCE = /^\s*```/;
const HEADING = /^(#{1,6})\s+(.*?)\s*#*$/;
const RULE = /^\s*([-*_])(\s*\1){2,}\s*$/;
const QUOTE = /^\s*> ?/;
const ITEM = /^(\s*)(?:([-*+])|(\d+)[.)])\s+(.*)$/;
const DIVIDER = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

const kinds = [
  [([first]) => FENCE.test(first), fence],
  [([first]) => HEADING.test(first), heading],
  [([first]) => RULE.test(first), (rest) => rest.shift() && el("hr")],
  [([first]) => QUOTE.test(first), quote],
  [([first, second]) => first.includes("|") && DIVIDER.test(second ?? ""), table],
  [([first]) => ITEM.test(first), list],
  [() => true, paragraph],
];

function fence(rest) {
  rest.shift();
  const inner = takeWhile(rest, (line) => !FENCE.test(line));
  rest.shift();
  return el("pre", {}, inner.join("\n"));
}

function heading(rest) {
  const [, marks, text] = HEADING.exec(rest.shift());
  return el(`h${Math.min(6, marks.length + 2)}`, { class: `heading-${marks.length}` }, inline(text));
}

function quote(rest) {
  const inner = takeWhile(rest, (line) => QUOTE.test(line)).map((line) => line.replace(QUOTE, ""));
  return el("blockquote", {}, parts(inner));
}

function table(rest) {
  const rows = takeWhile(rest, (line) => line.includes("|")).filter((_, index) => index !== 1);
  return tableOf(rows.map((row) => cells(row).map(inline)));
}

const cells = (row) =>
  row
    .trim()
    .replace(/^\||\|$/g, "")
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());

/** An item goes on over the lines that are indented below it: more text, or a list of its own. */
function list(rest) {
  const [, indent, , number] = ITEM.exec(rest[0]);
  const node = el(number ? "ol" : "ul", { class: "list", start: number && number !== "1" ? number : null });
  while (rest.length && ITEM.exec(rest[0])?.[1].length === indent.length) {
    const [, , , , text] = ITEM.exec(rest.shift());
    const below = takeWhile(rest, (line) => line.trim() && /^\s*/.exec(line)[0].length > indent.length);
    node.append(el("li", {}, inline(text), parts(below)));
  }
  return node;
}

function paragraph(rest) {
  const lines = [rest.shift(), ...takeWhile(rest, (line, after) => line.trim() && isPlain([line, ...after]))];
  return el("p", {}, lines.flatMap((line, index) => [index ? el("br") : null, inline(line)]));
}

const isPlain = (rest) => kinds.find(([begins]) => begins(rest))[1] === paragraph;

function takeWhile(rest, holds) {
  const taken = [];
  while (rest.length && holds(rest[0], rest.slice(1))) taken.push(rest.shift());
  return taken;
}

const PIECES = [
  [/\\([\\`*_{}[\]()#+\-.!~|>])/, ([, letter]) => letter],
  [/`([^`]+)`/, ([, code]) => el("code", {}, code)],
  [/!?\[([^\]]*)\]\(([^)\s]+)[^)]*\)/, ([whole, text, target]) => link(target, inline(text)) ?? whole],
  [/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/, ([, , text]) => el("b", {}, inline(text))],
  [/~~(?=\S)(.+?)(?<=\S)~~/, ([, text]) => el("s", {}, inline(text))],
  [/(?<!\w)([*_])(?=\S)(.+?)(?<=\S)\1(?!\w)/, ([, , text]) => el("i", {}, inline(text))],
  [/https?:\/\/[^\s<>()]*[^\s<>().,;:!?]/, ([target]) => link(target, target)],
];

function inline(text) {
  const found = PIECES.map(([form, draw]) => ({ match: form.exec(text), draw }))
    .filter(({ match }) => match)
    .sort((one, other) => one.match.index - other.match.index)[0];
  if (!found) return withEmoji(text);
  const { match, draw } = found;
  return [...withEmoji(text.slice(0, match.index)), draw(match), ...inline(text.slice(match.index + match[0].length))];
}
