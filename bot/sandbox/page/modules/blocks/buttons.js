// Buttons and overflow menus.

import { el } from "../dom.js";
import { icon } from "../icons.js";
import { openMenu } from "../menu.js";
import { press } from "./press.js";
import { partName } from "./surface.js";
import { drawText, textOf } from "./texts.js";

export function drawButton(element, block, surface) {
  const node = el(
    "button",
    {
      type: "button",
      class: `button ${element.style ?? ""}`,
      "aria-label": element.accessibility_label,
      "data-part": partName(block, element),
      onclick: () => clicked(element, block, surface, node),
    },
    el("span", {}, drawText(element.text)),
  );
  return node;
}

function clicked(element, block, surface, node) {
  if (node.getAttribute("aria-busy")) return;
  if (element.url) window.open(element.url, "_blank", "noopener");
  press(surface, block, element, {}, node);
}

export function drawOverflow(element, block, surface) {
  const node = el(
    "button",
    {
      type: "button",
      class: "button overflow",
      "aria-label": "More actions",
      "aria-haspopup": "menu",
      "data-part": partName(block, element),
      onclick: () =>
        openMenu(
          node,
          element.options.map((option) => item(option, element, block, surface, node)),
          { label: "More actions" },
        ),
    },
    icon("more"),
  );
  return node;
}

function item(option, element, block, surface, node) {
  return {
    label: textOf(option.text),
    note: textOf(option.description),
    run: () => {
      if (option.url) window.open(option.url, "_blank", "noopener");
      press(surface, block, element, { selected_option: option }, node);
    },
  };
}
