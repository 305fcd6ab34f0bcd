// JSON written out line by line, with the places marked that were refused.

import { el } from "../dom.js";
import { parsed } from "./names.js";

const SENT_AS_TEXT = new Set(["blocks", "view", "attachments", "metadata", "message", "files", "unfurls"]);

/** `problems` as in problems.js: those with a pointer are marked where it leads, or at the nearest place there is. */
export function drawJson(value, problems = []) {
  const whole = opened(value);
  const marks = marksIn(whole, problems);
  return el("pre", { class: "json", tabindex: "0" }, draw(whole, { at: "", indent: "", marks }));
}

/** What stands in a form as JSON within a string is shown as what it means. */
function opened(value) {
  if (!value || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, SENT_AS_TEXT.has(name) ? parsed(inner) : inner]),
  );
}

export const jsonText = (value) => JSON.stringify(opened(value), null, 2);

function marksIn(value, problems) {
  const marks = new Map();
  for (const { pointer, text } of problems.filter((problem) => problem.pointer !== null)) {
    const place = nearest(value, exact(pointer, text));
    marks.set(place, [...(marks.get(place) ?? []), text]);
  }
  return marks;
}

/** A property that must not be there is named in the words, not in the pointer. */
function exact(pointer, text) {
  const extra = /^invalid additional property: (\S+)$/.exec(text);
  return extra ? `${pointer}/${extra[1]}` : pointer;
}

function nearest(value, pointer) {
  let here = value;
  let path = "";
  for (const step of pointer.split("/").slice(1)) {
    if (!here || typeof here !== "object" || !(step in here)) break;
    here = here[step];
    path += `/${step}`;
  }
  return path;
}

function draw(value, place) {
  const why = place.marks.get(place.at);
  const drawn = value && typeof value === "object" ? drawMany(value, place, why) : [scalar(value), reason(why)];
  return why && place.at ? el("mark", { class: "wrong", "data-at": place.at }, drawn) : drawn;
}

const reason = (why) => why && el("span", { class: "wrong-why", role: "note" }, why.join("; "));

function drawMany(value, { at, indent, marks }, why) {
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  const entries = Object.entries(value);
  if (!entries.length) return [open + close, reason(why)];
  const deeper = `${indent}  `;
  const lines = entries.map(([name, inner], index) => [
    deeper,
    Array.isArray(value) ? null : [el("span", { class: "json-key" }, JSON.stringify(name)), ": "],
    draw(inner, { at: `${at}/${name}`, indent: deeper, marks }),
    index < entries.length - 1 ? ",\n" : "\n",
  ]);
  return [open, reason(why), "\n", lines, indent, close];
}

function scalar(value) {
  const kind = value === null ? "null" : typeof value;
  return el("span", { class: `json-${kind}` }, JSON.stringify(value) ?? "null");
}
