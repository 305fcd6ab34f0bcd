// Editing one's own message where it stands.

import * as api from "./api.js";
import { el } from "./dom.js";
import { plain } from "./plain.js";
import { state } from "./state.js";
import { complain } from "./toasts.js";

export function editInPlace(message, node) {
  const content = node.querySelector(".content");
  const field = el("textarea", {
    class: "field",
    rows: 3,
    "aria-label": "Edit message",
    value: plain(message.text ?? ""),
  });
  const back = () => {
    form.replaceWith(content);
    node.focus();
  };
  const form = el(
    "form",
    {
      class: "edit",
      onsubmit: (event) => {
        event.preventDefault();
        save(message, field.value, back);
      },
    },
    field,
    el(
      "div",
      { class: "edit-foot" },
      el("button", { type: "button", class: "button", onclick: back }, "Cancel"),
      el("button", { class: "button primary" }, "Save"),
    ),
  );
  field.addEventListener("keydown", (event) => keyed(event, form, back));
  content.replaceWith(form);
  field.focus();
}

function keyed(event, form, back) {
  event.stopPropagation();
  if (event.key === "Escape") back();
  else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) form.requestSubmit();
  else return;
  event.preventDefault();
}

async function save(message, text, back) {
  try {
    if (text.trim() && text !== plain(message.text ?? ""))
      await api.act(state.me, "edit", { channel: state.channel, ts: message.ts, text });
    back();
  } catch (refused) {
    complain(refused);
  }
}
