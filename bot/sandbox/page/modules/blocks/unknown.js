// Kinds of blocks and elements that this sandbox does not draw: their name and whatever text is in them.

import { el } from "../dom.js";

export function drawUnknown(thing) {
  return el(
    "div",
    { class: "unknown", role: "note" },
    el("span", { class: "unknown-name" }, `${thing.type ?? "block without a type"} – not drawn here`),
    textsIn(thing).map((text) => el("span", { class: "unknown-text" }, text)),
  );
}

function textsIn(value) {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (!value || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    ["text", "title", "subtitle", "body", "alt_text"].includes(name) && typeof inner === "string"
      ? [inner]
      : textsIn(inner),
  );
}
