// The question that Slack asks before an action that has a `confirm` object.

import { drawText, textOf } from "./blocks/texts.js";
import { el } from "./dom.js";

/** Resolves to whether the person said yes. Focus goes back to `anchor`. */
export function ask(confirm, anchor) {
  return new Promise((resolve) => {
    const dialog = questionFor(confirm);
    dialog.addEventListener("close", () => {
      dialog.remove();
      anchor?.focus?.();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector("[value=yes]").focus();
  });
}

function questionFor({ title, text, confirm, deny, style }) {
  return el(
    "dialog",
    { class: "dialog question", "aria-labelledby": "question-title" },
    el(
      "form",
      { method: "dialog", onkeydown: (event) => event.stopPropagation() },
      el("h2", { id: "question-title" }, textOf(title) || "Are you sure?"),
      el("div", { class: "text" }, drawText(text)),
      el(
        "div",
        { class: "dialog-foot" },
        el("button", { class: "button", value: "no" }, textOf(deny) || "Cancel"),
        el(
          "button",
          { class: `button ${style === "danger" ? "danger" : "primary"}`, value: "yes" },
          textOf(confirm) || "Yes",
        ),
      ),
    ),
  );
}
