// Checkboxes and radio buttons.

import { el } from "../dom.js";
import { changed } from "./press.js";
import { partName } from "./surface.js";
import { drawText } from "./texts.js";

export function drawChoices(element, block, surface, given) {
  const isMany = element.type === "checkboxes";
  const chosen = new Set(chosenNow(element, surface.filled(block, element), isMany));
  const node = el("div", { class: "choices", role: isMany ? "group" : "radiogroup", ...given });
  const name = `${surface.owner}/${partName(block, element)}`;
  node.append(
    ...element.options.map((option, index) =>
      choice(option, {
        type: isMany ? "checkbox" : "radio",
        name,
        checked: chosen.has(option.value),
        "data-part": `${partName(block, element)}/${index}`,
        onchange: () => changed(surface, block, element, fieldsOf(node, element, isMany), node),
      }),
    ),
  );
  return node;
}

function chosenNow(element, filled, isMany) {
  const options = isMany
    ? filled
      ? filled.selected_options
      : element.initial_options
    : [filled ? filled.selected_option : element.initial_option];
  return (options ?? []).filter(Boolean).map((option) => option.value);
}

function choice(option, attributes) {
  return el(
    "label",
    { class: "choice" },
    el("input", attributes),
    el(
      "span",
      { class: "choice-text" },
      el("span", {}, drawText(option.text)),
      option.description && el("span", { class: "choice-note" }, drawText(option.description)),
    ),
  );
}

function fieldsOf(node, element, isMany) {
  const boxes = [...node.querySelectorAll("input")];
  const options = element.options.filter((_, index) => boxes[index].checked);
  return isMany ? { selected_options: options } : { selected_option: options[0] ?? null };
}
