// Cards, alone and in a row, and containers: blocks that hold a title, pictures and other blocks.

import { el } from "../dom.js";
import { drawElement } from "./elements.js";
import { picture } from "./pictures.js";
import { drawRichText } from "./rich.js";
import { drawText } from "./texts.js";

/** docs.slack.dev/reference/block-kit/blocks/card-block */
export function drawCard(block, surface) {
  const { hero_image: hero, icon, title, subtitle, body, subtext, actions } = block;
  return el(
    "div",
    { class: "card", role: "group" },
    hero && picture(hero, "card-hero"),
    (icon || title || subtitle) && head(icon, title && drawText(title), subtitle),
    body && el("div", { class: "text" }, drawText(body)),
    subtext && el("div", { class: "text card-subtext" }, drawText(subtext)),
    actions && pressed(actions, block, surface),
  );
}

const pressed = (actions, block, surface) =>
  el("div", { class: "actions" }, actions.map((element) => drawElement(element, block, surface)));

function head(icon, title, subtitle) {
  const words = [
    title && el("div", { class: "text card-title" }, title),
    subtitle && el("div", { class: "text card-subtext" }, drawText(subtitle)),
  ];
  return el("div", { class: "card-head" }, icon && picture(icon, "card-icon"), el("div", {}, words));
}

/** The cards stand side by side and are scrolled through. */
export function drawCarousel(block, surface) {
  return el(
    "div",
    { class: "carousel", role: "group", "aria-label": "Cards", tabindex: "0" },
    block.elements.map((card) => drawCard({ ...card, block_id: card.block_id ?? block.block_id }, surface)),
  );
}

/** docs.slack.dev/reference/block-kit/blocks/container-block. `drawBlocks` draws what is in it. */
export function drawContainer(block, surface, _error, drawBlocks) {
  const { title, rich_text_title: rich, subtitle, icon, is_collapsible: isCollapsible } = block;
  const top = head(icon, title ? drawText(title) : rich && drawRichText(rich), subtitle);
  const inner = el("div");
  drawBlocks(inner, block.child_blocks, surface);
  if (!isCollapsible) return el("div", { class: "card" }, top, inner);
  return el("details", { class: "card", open: !block.default_collapsed }, el("summary", {}, top), inner);
}
