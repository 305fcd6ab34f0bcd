// The inspector: a panel at the side, over the whole page where that is narrow, or alone in a window of its own.

import { clicker, el, fill } from "../dom.js";
import { remember } from "../go.js";
import { icon } from "../icons.js";
import { INSPECTOR, showsSlack, state, tell, when } from "../state.js";

/** What is in them is fetched when it is first looked at: most people come for the Slack. */
const tabs = {
  traffic: { label: "Traffic", draw: async () => (await import("./list.js")).trafficView },
  faults: { label: "Faults", draw: async () => (await import("./faults.js")).faultsView },
  limits: { label: "Limits", draw: async () => (await import("./limits.js")).limitsView },
};

let panel = null;
let tab = "traffic";
let opener = null;

export function startInspector(node) {
  panel = node;
  when(["inspector", "me"], draw);
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !showsSlack()) return;
    event.preventDefault();
    closeInspector();
  });
}

async function draw() {
  const isOpen = Boolean(state.inspector && state.me);
  panel.hidden = !isOpen;
  document.body.classList.toggle("has-inspector", isOpen);
  document.body.classList.toggle("is-inspector", !showsSlack());
  if (!isOpen) return fill(panel);
  const { label, draw: drawTab } = tabs[tab];
  const body = el("div", { class: "panel-body", role: "tabpanel", "aria-label": label });
  fill(panel, head(), body);
  const view = await drawTab();
  return body.isConnected && fill(body, view());
}

function head() {
  return el(
    "header",
    { class: "panel-head" },
    el("h2", {}, "Inspector"),
    el("div", { class: "panel-tabs", role: "tablist", onkeydown: walk }, Object.keys(tabs).map(tabButton)),
    showsSlack() && [
      clicker("In a window of its own", { class: "bare", onclick: moveOut }, icon("window")),
      clicker("Close the inspector", { class: "bare", onclick: closeInspector }, icon("close")),
    ],
  );
}

function tabButton(name) {
  const isNow = name === tab;
  return el(
    "button",
    {
      type: "button",
      class: "panel-tab",
      role: "tab",
      "aria-selected": String(isNow),
      tabindex: isNow ? "0" : "-1",
      "data-part": `tab-${name}`,
      onclick: () => choose(name),
    },
    tabs[name].label,
  );
}

function choose(name) {
  tab = name;
  draw();
  panel.querySelector(`[data-part="tab-${name}"]`).focus();
}

const steps = { ArrowLeft: -1, ArrowRight: 1 };

function walk(event) {
  if (!(event.key in steps)) return;
  const names = Object.keys(tabs);
  choose(names[(names.indexOf(tab) + steps[event.key] + names.length) % names.length]);
  event.preventDefault();
}

export function openInspector(name = tab) {
  if (!state.inspector) opener = document.activeElement;
  tab = name;
  show(state.inspector ?? INSPECTOR.beside);
  panel.querySelector("[role=tab][aria-selected=true]").focus();
}

export function closeInspector() {
  const hadFocus = panel.contains(document.activeElement);
  show(null);
  if (hadFocus && opener?.isConnected) opener.focus();
}

export function toggleInspector() {
  if (!showsSlack()) return;
  if (state.inspector) closeInspector();
  else openInspector();
}

/** A form keeps the keyboard for itself: beside one, the inspector stands in a second window. */
export function openAnyhow() {
  if (document.querySelector("dialog:modal")) moveOut();
  else toggleInspector();
}

/** Opens the row with this number at the place that was refused. */
export async function inspect(seq) {
  const { openNext, pointAt } = await import("./list.js");
  openNext(seq);
  openInspector("traffic");
  await draw();
  pointAt(seq);
}

function moveOut() {
  const query = new URLSearchParams({ as: state.me, inspector: INSPECTOR.alone });
  window.open(`/?${query}`, "_blank", "popup,noopener,width=620,height=860");
  if (state.inspector) closeInspector();
}

function show(value) {
  state.inspector = value;
  remember(false);
  tell("inspector");
}
