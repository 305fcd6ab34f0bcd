// Keys that work everywhere on the page.

import { el } from "./dom.js";
import { openAnyhow } from "./inspector/panel.js";

const keys = [
  ["Alt + I", "The inspector: what goes over the wire"],
  ["F6", "On to the next part of the page; with Shift, back"],
  ["↑ ↓", "From message to message, row to row, item to item"],
  ["T  R  M", "On a message: its thread, a reaction, more"],
  ["Enter", "Sends, opens, chooses"],
  ["Shift + Enter", "A new line"],
  ["Ctrl + Enter", "Submits a form from any field"],
  ["Esc", "Closes what was opened last"],
  ["Ctrl + /", "This list"],
];

export function startKeys() {
  document.addEventListener("keydown", (event) => {
    const act = known(event);
    if (!act) return;
    event.preventDefault();
    act(event);
  });
}

/** By its place on the keyboard, since Alt makes other letters on some of them. */
function known(event) {
  if (event.altKey && !event.ctrlKey && event.code === "KeyI") return openAnyhow;
  if (event.ctrlKey && event.key === "/") return showKeys;
  if (document.querySelector("dialog:modal")) return null;
  return event.key === "F6" ? nextPart : null;
}

const PARTS = [
  "#top button",
  "#sidebar .row",
  "#place .messages, #place .home button",
  "#place textarea",
  "#thread textarea",
  "#inspector [aria-selected=true]",
];

function nextPart(event) {
  const stops = PARTS.map((part) => document.querySelector(part)).filter((node) => node?.checkVisibility());
  const here = stops.findLastIndex((node) => node === document.activeElement || sameRegion(node));
  stops.at((here + (event.shiftKey ? -1 : 1)) % stops.length)?.focus();
}

const REGIONS = "#top, #sidebar, #place .messages, #place .composer, #thread, #inspector";
const sameRegion = (node) => Boolean(node.closest(REGIONS)?.contains(document.activeElement));

function showKeys() {
  if (document.querySelector(".keys-dialog")) return;
  const before = document.activeElement;
  const dialog = el(
    "dialog",
    { class: "dialog question keys-dialog", "aria-labelledby": "keys-title" },
    el(
      "form",
      { method: "dialog" },
      el("h2", { id: "keys-title" }, "Keys"),
      el("dl", { class: "keys" }, keys.map(line)),
      el("div", { class: "dialog-foot" }, el("button", { class: "button primary" }, "Close")),
    ),
  );
  dialog.addEventListener("close", () => {
    dialog.remove();
    before?.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}

const line = ([key, does]) => el("div", {}, el("dt", {}, el("kbd", {}, key)), el("dd", {}, does));
