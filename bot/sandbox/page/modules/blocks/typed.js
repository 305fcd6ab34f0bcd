// Fields that one types into.

import { el } from "../dom.js";
import { partName } from "./surface.js";
import { changed } from "./press.js";
import { textOf } from "./texts.js";

const PAUSE_MS = 500;
const COUNTED_FROM = 0.8;

const types = { email_text_input: "email", url_text_input: "url", number_input: "text", plain_text_input: "text" };

export function drawTyped(element, block, surface, given) {
  const node = el(element.multiline ? "textarea" : "input", {
    class: "field typed",
    type: element.multiline ? null : types[element.type],
    inputmode: element.type === "number_input" ? (element.is_decimal_allowed ? "decimal" : "numeric") : null,
    rows: element.multiline ? 5 : null,
    placeholder: textOf(element.placeholder),
    autocomplete: "off",
    value: shown(element, surface.filled(block, element)),
    "data-part": partName(block, element),
    ...given,
  });
  const left = el("span", { class: "left", "aria-live": "polite" });
  const fields = () => ({ value: node.value === "" ? null : node.value });
  listenTyped(node, { element, block, surface, fields, typed: () => count(node, left, element.max_length) });
  count(node, left, element.max_length);
  return el("div", { class: "typed-row" }, node, left);
}

const shown = (element, filled) => (filled ? filled.value : element.initial_value) ?? "";

/** `fields` answers the value as the sandbox takes it; `typed` is told of every letter. */
export function listenTyped(node, { element, block, surface, fields, typed = () => null }) {
  const sending = sender({ element, block, surface, fields }, node);
  node.addEventListener("input", () => {
    sending.keep();
    typed();
    sending.later();
  });
  node.addEventListener("blur", () => sending.now());
  node.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing && node.tagName === "INPUT") sending.entered();
  });
}

/** Tells the sandbox what was typed: after a pause, on leaving the field, on Enter. */
function sender({ element, block, surface, fields }, node) {
  let timer = null;
  let told = node.value;
  const now = (isEntered = false) => {
    clearTimeout(timer);
    if (node.value === told && !isEntered) return;
    told = node.value;
    changed(surface, block, element, fields(), node);
  };
  return {
    keep: () => surface.keep(block, element, fields()),
    later: () => {
      clearTimeout(timer);
      timer = setTimeout(now, PAUSE_MS);
    },
    now,
    entered: () => now(Boolean(block.dispatch_action)),
  };
}

/** Slack counts down near the limit, and goes below zero rather than cutting off. */
function count(node, place, limit) {
  const used = [...node.value].length;
  const isNear = limit && used > limit * COUNTED_FROM;
  place.textContent = isNear ? String(limit - used) : "";
  place.classList.toggle("over", Boolean(limit) && used > limit);
  node.closest(".typed-row")?.classList.toggle("is-over", Boolean(limit) && used > limit);
}
