// The alert block: a short sentence that stands out by its colour and its sign.

import { el } from "../dom.js";
import { icon } from "../icons.js";
import { drawText } from "./texts.js";

const levels = {
  default: { icon: "bubble", says: "Note:" },
  info: { icon: "info", says: "Information:" },
  success: { icon: "check", says: "Success:" },
  warning: { icon: "warning", says: "Warning:" },
  error: { icon: "warning", says: "Error:" },
};

/** docs.slack.dev/reference/block-kit/blocks/alert-block */
export function drawAlert({ text, level = "default" }) {
  const known = levels[level] ?? levels.default;
  return el(
    "div",
    { class: `alert alert-${level}`, role: "note" },
    icon(known.icon),
    el("span", { class: "unseen" }, known.says),
    el("div", { class: "text" }, drawText(text)),
  );
}
