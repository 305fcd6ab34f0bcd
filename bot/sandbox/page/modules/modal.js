// Modals: a stack of views of which the topmost is shown.

import * as api from "./api.js";
import { TROUBLE } from "./blocks/press.js";
import { drawBlocks } from "./blocks/draw.js";
import { viewSurface } from "./blocks/surface.js";
import { textOf } from "./blocks/texts.js";
import { clicker, el, fill } from "./dom.js";
import { draftsOf, forgetDrafts, pruneDrafts } from "./drafts.js";
import { icon } from "./icons.js";
import { avatar } from "./people.js";
import { refresh } from "./refresh.js";
import { botId, state, when } from "./state.js";

/** What was wrong with the last try, per view: `{blockId: sentence}` and a sentence for the whole. */
const troubles = new Map();
let shown = null;

export function startModals() {
  when(["screen", "me"], draw);
}

function draw() {
  const stack = state.screen?.modals ?? [];
  const view = stack.at(-1);
  if (!view) return vanish();
  const isNew = shown?.view.id !== view.id;
  if (isNew) appear(view);
  shown.view = view;
  drawView(view, stack.length);
  if (isNew) focusFirst();
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
  shown?.dialog.remove();
  const dialog = el("dialog", { class: "dialog modal", "aria-labelledby": "modal-title", onkeydown: keys });
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.append(el("form", { novalidate: true, onsubmit: (event) => { event.preventDefault(); submit(); } },
    el("header", { class: "dialog-head" }), el("div", { class: "dialog-body" }, el("div", { class: "problem", role: "alert", hidden: true }), el("div", { class: "dialog-blocks" })), el("footer", { class: "dialog-foot" })));
  document.body.append(dialog);
  dialog.showModal();
  shown = { dialog, opener, view };
}

function drawView(view, depth) {
  const { dialog } = shown;
  const trouble = troubles.get(view.id) ?? {};
  pruneDrafts(view.id, view.blocks);
  drawBlocks(dialog.querySelector(".dialog-blocks"), view.blocks, viewSurface(view), trouble.errors);
  const problem = dialog.querySelector(".problem");
  problem.hidden = !trouble.whole;
  fill(problem, trouble.whole && [icon("warning"), el("span", {}, trouble.whole)]);
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
    el("button", { type: "button", class: "button", "data-part": "close", onclick: () => close() }, textOf(view.close) || (view.submit ? "Cancel" : "Close")),
    view.submit ? el("button", { class: "button primary", "data-part": "submit" }, el("span", {}, textOf(view.submit))) : null,
  ];
}

const FOCUSABLE = "input:not([type=file]), textarea, select, button";

function focusFirst() {
  const { dialog } = shown;
  const first = dialog.querySelector(".dialog-blocks .input :is(input, textarea)") ?? dialog.querySelector(`.dialog-foot .primary, .dialog-foot ${FOCUSABLE.split(",").at(-1)}`);
  first?.focus();
}

function keys(event) {
  if (event.key === "Escape" && !event.defaultPrevented) {
    event.preventDefault();
    close();
  } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    submit();
  }
  event.stopPropagation();
}

async function close(all = false) {
  const view = shown.view;
  await leaveField();
  forgetDrafts(view.id);
  await api.act(state.me, "close", { view_id: view.id, ...(all ? { all: true } : {}) }).catch((refused) => fail(view, { whole: refused.message }));
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
  fail(view, {});
  button.setAttribute("aria-busy", "true");
  try {
    const answer = await api.act(state.me, "submit", { view_id: view.id, values: draftsOf(view.id) });
    if (answer.acked === false) fail(view, { whole: TROUBLE });
    else if (answer.errors) fail(view, { errors: answer.errors });
  } catch (refused) {
    fail(view, refused.errors ? { errors: refused.errors } : { whole: refused.message });
  }
  button.removeAttribute("aria-busy");
  await refresh("screen");
}

/** Shows what was wrong, and goes to the first field that is. */
function fail(view, trouble) {
  troubles.set(view.id, trouble);
  if (shown?.view.id !== view.id) return;
  drawView(view, state.screen.modals.length);
  if (trouble.errors) shown.dialog.querySelector(".is-wrong :is(input, textarea, button)")?.focus();
}
