// Attachments: the older way to add to a message, and the only one with a coloured bar.

import { drawBlocks } from "./blocks/draw.js";
import { messageSurface } from "./blocks/surface.js";
import { el } from "./dom.js";
import { mrkdwn } from "./mrkdwn.js";
import { state } from "./state.js";

export function drawAttachment(attachment, message) {
  const body = el("div", { class: "attachment" });
  const colour =
    { good: "#2eb67d", warning: "#d9a400", danger: "#d0392b" }[attachment.color] ??
    (attachment.color && `#${attachment.color.replace("#", "")}`);
  if (colour) body.style.borderLeftColor = colour;
  const blocks = el("div");
  if (attachment.blocks) drawBlocks(blocks, attachment.blocks, messageSurface(state.channel, message));
  body.append(...classic(attachment), blocks);
  return body;
}

function classic({ pretext, title, text, footer }) {
  return [
    pretext && el("div", { class: "text" }, mrkdwn(pretext)),
    title && el("strong", { class: "text" }, mrkdwn(title)),
    text && el("div", { class: "text" }, mrkdwn(text)),
    footer && el("small", {}, mrkdwn(footer)),
  ].filter(Boolean);
}
