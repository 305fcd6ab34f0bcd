// The field for rich text: one writes marks, as in Slack, and its value is a rich_text block.

import { clicker, el } from "../dom.js";
import { fromMarks, toMarks } from "./rich_marks.js";
import { partName } from "./surface.js";
import { textOf } from "./texts.js";
import { listenTyped } from "./typed.js";

const tools = [
  ["Bold", "*", "B"],
  ["Italic", "_", "I"],
  ["Strikethrough", "~", "S"],
  ["Code", "`", "‹›"],
];

export function drawRichInput(element, block, surface, given) {
  const filled = surface.filled(block, element);
  const field = el("textarea", {
    class: "field typed rich-field",
    rows: element.min_lines ?? 4,
    placeholder: textOf(element.placeholder),
    value: toMarks(filled ? filled.rich_text_value : element.initial_value),
    "data-part": partName(block, element),
    ...given,
  });
  listenTyped(field, { element, block, surface, fields: () => ({ rich_text_value: fromMarks(field.value) }) });
  return el("div", { class: "rich-input" }, toolbar(field), field);
}

function toolbar(field) {
  return el(
    "div",
    { class: "rich-tools", role: "group", "aria-label": "Formatting" },
    tools.map(([name, mark, sign]) =>
      clicker(name, { class: `bare rich-${name.toLowerCase()}`, onclick: () => wrap(field, mark) }, sign),
    ),
    el("span", { class: "rich-hint" }, "- list · 1. list · > quote"),
  );
}

/** Puts the marks around what is selected, or the cursor between them. */
function wrap(field, mark) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  field.setRangeText(mark + value.slice(start, end) + mark, start, end, "end");
  field.focus();
  field.setSelectionRange(start + 1, end + 1);
  field.dispatchEvent(new Event("input"));
}
