// Modals: a stack of views of which the topmost is shown.

import * as api from "./api.js";
import { drawBlocks } from "./blocks/draw.js";
import { settled, viewSurface } from "./blocks/surface.js";
import { textOf } from "./blocks/texts.js";
import { clicker, el, fill } from "./dom.js";
import { draftsOf, forgetDrafts, pruneDrafts } from "./drafts.js";
import { icon } from "./icons.js";
import { avatar } from "./people.js";
import { refresh } from "./refresh.js";
import { botId, showsSlack, state, when } from "./state.js";

/** What the sandbox refused of the last try; what the app found wrong comes with the view itself. */
const refusals = new Map();
let shown = null;

export function startModals() {
  when(["screen", "me"], draw);
}

function draw() {
  const stack = (showsSlack() && state.screen?.modals) || [];
  const view = stack.at(-1);
  if (!view) return vanish();
  const isNew = shown?.view.id !== view.id;
  if (isNew) appear(view);
  shown.view = view;
  drawView(view, stack.length);
  // A view that was changed may have lost what the focus was on.
  if (isNew || !shown.dialog.contains(document.activeElement)) focusFirst();
}

function vanish() {
  if (!shown) return;
  const { dialog, opener } = shown;
  shown = null;
  dialog.close();
  dialog.remove();
  if (opener?.isConnected) opener.focus();
}

function appear(view) {
  const opener = shown?.opener ?? document.activeElement;
  const before = shown?.dialog;
  shown = null;
  before?.remove();
  const dialog = el("dialog", { class: "dialog modal", "aria-labelledby": "modal-title", onkeydown: keys });
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  // Browsers close a dialog on a second Escape whatever a page says: then the sandbox is told as well.
  dialog.addEventListener("close", () => dialog === shown?.dialog && close());
  dialog.append(
    el(
      "form",
      {
        novalidate: true,
        onsubmit: (event) => {
          event.preventDefault();
          submit();
        },
      },
      el("div", { class: "dialog-head" }),
      el(
        "div",
        { class: "dialog-body" },
        el("div", { class: "problem", role: "alert", hidden: true }),
        el("div", { class: "dialog-blocks" }),
      ),
      el("div", { class: "dialog-foot" }),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  shown = { dialog, opener, view };
}

function drawView(view, depth) {
  const { dialog } = shown;
  const { "": forAll, ...errors } = view.errors ?? {};
  const whole = refusals.get(view.id) ?? forAll;
  pruneDrafts(view.id, view.blocks);
  drawBlocks(dialog.querySelector(".dialog-blocks"), view.blocks, viewSurface(view), errors);
  const problem = dialog.querySelector(".problem");
  problem.hidden = !whole;
  fill(problem, whole && [icon("warning"), el("span", {}, whole)]);
  const sign = JSON.stringify([view.title, view.submit, view.close, depth]);
  if (dialog.dataset.sign === sign) return;
  dialog.dataset.sign = sign;
  fill(dialog.querySelector(".dialog-head"), headParts(view, depth));
  fill(dialog.querySelector(".dialog-foot"), footParts(view));
}

function headParts(view, depth) {
  return [
    depth > 1 ? clicker("Back", { class: "bare", onclick: () => close() }, icon("back")) : avatar(botId(), "small"),
    el("h2", { id: "modal-title" }, textOf(view.title)),
    clicker("Close this form", { class: "bare", onclick: () => close(true) }, icon("close")),
  ];
}

function footParts(view) {
  return [
    el(
      "button",
      { type: "button", class: "button", "data-part": "close", onclick: () => close() },
      textOf(view.close) || (view.submit ? "Cancel" : "Close"),
    ),
    view.submit
      ? el("button", { class: "button primary", "data-part": "submit" }, el("span", {}, textOf(view.submit)))
      : null,
  ];
}

function focusFirst() {
  const { dialog } = shown;
  const first = dialog.querySelector(".dialog-blocks .input :is(input, textarea)");
  (first ?? dialog.querySelector(".dialog-foot .primary") ?? dialog.querySelector(".dialog-foot button")).focus();
}

function keys(event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    submit();
  }
}

async function close(all = false) {
  const view = shown.view;
  await leaveField();
  forgetDrafts(view.id);
  await api
    .act(state.me, "close", { view_id: view.id, ...(all ? { all: true } : {}) })
    .catch((refused) => refusals.set(view.id, refused.message));
  await refresh("screen");
}

/** A half-typed field tells the sandbox on blur, before the view goes. */
async function leaveField() {
  if (shown?.dialog.contains(document.activeElement)) document.activeElement.blur();
}

async function submit() {
  const { view, dialog } = shown;
  const button = dialog.querySelector("[data-part=submit]");
  if (!view.submit || button.getAttribute("aria-busy")) return;
  refusals.delete(view.id);
  button.setAttribute("aria-busy", "true");
  try {
    await settled();
    await api.act(state.me, "submit", { view_id: view.id, values: draftsOf(view.id) });
  } catch (refused) {
    if (!refused.errors) refusals.set(view.id, refused.message);
  }
  button.removeAttribute("aria-busy");
  await refresh("screen");
  shown?.dialog.querySelector(".is-wrong :is(input, textarea, button)")?.focus();
}
