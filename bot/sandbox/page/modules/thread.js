// The panel at the side: one message and what was said under it.

import { composer } from "./composer.js";
import { clicker, el, fill } from "./dom.js";
import { closeThread } from "./go.js";
import { icon } from "./icons.js";
import { messageList } from "./messages.js";
import { placeName } from "./place.js";
import { state, when } from "./state.js";

export function startThread(node) {
  let list = null;
  when(["thread"], () => {
    list = build(node);
  });
  when(["replies"], () => list?.refresh());
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && state.thread && !document.querySelector("dialog[open]"))
      closeThread();
  });
}

function build(node) {
  node.hidden = !state.thread;
  document.body.classList.toggle("has-thread", Boolean(state.thread));
  if (!state.thread) return fill(node) && null;
  const list = messageList({ isThread: true });
  fill(
    node,
    el(
      "header",
      { class: "place-head" },
      el("h2", {}, "Thread"),
      el("span", { class: "topic" }, placeName()),
      clicker("Close thread", { class: "bare", onclick: closeThread }, icon("close")),
    ),
    list.node,
    composer({ channel: state.channel, thread: state.thread, label: "Reply…" }),
  );
  node.querySelector("textarea").focus({ preventScroll: true });
  return list;
}
