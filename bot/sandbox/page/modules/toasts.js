// Short notes in the corner that go by themselves. The announcer says them to screen readers.

import { clicker, el } from "./dom.js";
import { icon } from "./icons.js";

const SHOWN_MS = 7000;
const MOST = 3;

/** `onopen` makes the note a button that leads to what it is about. */
export function toast(title, text, { kind = "news", onopen = null } = {}) {
  const place = document.getElementById("toasts");
  const body = [el("strong", {}, title), el("span", {}, text)];
  const opener = onopen
    ? el(
        "button",
        {
          type: "button",
          class: "toast-body",
          onclick: () => {
            onopen();
            note.remove();
          },
        },
        body,
      )
    : null;
  const note = el(
    "div",
    { class: `toast toast-${kind}`, role: kind === "trouble" ? "alert" : null },
    opener ?? el("div", { class: "toast-body" }, body),
    clicker("Dismiss", { class: "bare", onclick: () => note.remove() }, icon("close")),
  );
  place.append(note);
  while (place.children.length > MOST) place.firstElementChild.remove();
  goByItself(note);
}

/** A note stays as long as somebody reads it. */
function goByItself(note) {
  let timer = null;
  const stay = () => clearTimeout(timer);
  const go = () => {
    stay();
    timer = setTimeout(() => note.remove(), SHOWN_MS);
  };
  for (const event of ["pointerenter", "focusin"]) note.addEventListener(event, stay);
  for (const event of ["pointerleave", "focusout"]) note.addEventListener(event, go);
  go();
}

export function announce(text) {
  document.getElementById("announcer").textContent = text;
}

/** What the sandbox refused, in its own words. */
export function complain(refused) {
  toast("That did not work", refused.message, { kind: "trouble" });
}
