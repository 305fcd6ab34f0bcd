// The input block: a label, one element, a hint, and what was wrong with the last try.

import { el } from "../dom.js";
import { icon } from "../icons.js";
import { drawElement } from "./elements.js";
import { drawText } from "./texts.js";

const GROUPS = new Set(["checkboxes", "radio_buttons"]);

export function drawInput(block, surface, error) {
  const id = `input-${surface.owner}-${block.block_id}`.replace(/\W/g, "-");
  const described = [error && `${id}-error`, block.hint && `${id}-hint`].filter(Boolean).join(" ");
  const given = {
    "aria-labelledby": `${id}-label`,
    "aria-describedby": described || null,
    "aria-invalid": error ? "true" : null,
    "aria-required": block.optional || GROUPS.has(block.element.type) ? null : "true",
  };
  return el(
    "div",
    { class: error ? "input is-wrong" : "input" },
    el(
      "div",
      { class: "label", id: `${id}-label`, onclick: focusBeside },
      drawText(block.label),
      block.optional && el("span", { class: "optional" }, " (optional)"),
    ),
    drawElement(block.element, block, surface, given),
    error && el("div", { class: "error", id: `${id}-error` }, icon("warning"), error),
    block.hint && el("div", { class: "hint", id: `${id}-hint` }, drawText(block.hint)),
  );
}

/** A press on the label goes to its field, as with a label element, which cannot name a composite field. */
function focusBeside(event) {
  event.currentTarget.parentElement.querySelector("input, textarea, button")?.focus();
}
