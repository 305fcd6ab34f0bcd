// The blocks that most messages are made of.

import { el } from "../dom.js";
import { drawElement } from "./elements.js";
import { picture } from "./pictures.js";
import { drawText } from "./texts.js";

export function drawSection(block, surface) {
  return el(
    "div",
    { class: "section" },
    el(
      "div",
      { class: "section-body" },
      block.text && el("div", { class: "text" }, drawText(block.text)),
      block.fields &&
        el(
          "div",
          { class: "fields" },
          block.fields.map((field) => el("div", { class: "text" }, drawText(field))),
        ),
    ),
    block.accessory &&
      el("div", { class: `accessory accessory-${block.accessory.type}` }, drawElement(block.accessory, block, surface)),
  );
}

export function drawHeader(block) {
  return el(`h${Math.min(6, (block.level ?? 1) + 2)}`, { class: "header" }, drawText(block.text));
}

export const drawDivider = () => el("hr");

export function drawContext(block) {
  return el(
    "div",
    { class: "context" },
    block.elements.map((element) =>
      element.type === "image" ? picture(element, "context-image") : el("span", { class: "text" }, drawText(element)),
    ),
  );
}

export function drawActions(block, surface) {
  return el(
    "div",
    { class: "actions" },
    block.elements.map((element) => drawElement(element, block, surface)),
  );
}
