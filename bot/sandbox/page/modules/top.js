// The bar on top: whose workspace this is, what time it is there, what has rung, and who this window acts as.

import { bellButton, startBell } from "./bell.js";
import { calendarButton, startCalendar } from "./calendar.js";
import { openCast } from "./cast.js";
import { clicker, el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { unseen } from "./inspector/alerts.js";
import { toggleInspector } from "./inspector/panel.js";
import { avatar, nameOf } from "./people.js";
import { toggleDrawer } from "./sidebar.js";
import { state, when } from "./state.js";

export function startTop(node) {
  let inspect = null;
  when(["me", "workspace"], () => {
    const sign = JSON.stringify([state.me, nameOf(state.me), state.workspace.team?.name]);
    // What else changes in a workspace must not take the focus away from here.
    if (!state.me || node.dataset.sign === sign) return;
    node.dataset.sign = sign;
    inspect = inspectorButton();
    fill(node, parts(inspect));
  });
  when(["alerts", "inspector"], () => inspect && drawInspector(inspect));
  startCalendar();
  startBell();
}

function parts(inspect) {
  return [
    clicker("Channels and apps", { class: "bare only-narrow", onclick: toggleDrawer }, icon("menu")),
    el(
      "span",
      { class: "brand" },
      el("img", { src: "/static/icon.svg", alt: "", width: 24, height: 24 }),
      el("strong", {}, state.workspace.team?.name),
      el("span", { class: "brand-kind" }, "sandbox"),
    ),
    calendarButton(),
    bellButton(),
    inspect,
    switcher(),
  ];
}

function inspectorButton() {
  const node = el("button", { type: "button", class: "top-button", onclick: toggleInspector });
  drawInspector(node);
  return node;
}

function drawInspector(node) {
  const { errors } = unseen;
  node.setAttribute("aria-label", errors ? `Inspector, ${errors} refused` : "Inspector");
  node.setAttribute("aria-expanded", String(Boolean(state.inspector)));
  node.title = "What goes over the wire (Alt + I)";
  fill(node, icon("pulse"), errors ? el("span", { class: "badge", "aria-hidden": "true" }, String(errors)) : null);
}

function switcher() {
  const node = el(
    "button",
    {
      type: "button",
      class: "acting",
      "aria-haspopup": "menu",
      "aria-label": `Acting as ${nameOf(state.me)}. Switch person`,
      onclick: () => openCast(node),
    },
    el("span", { class: "acting-word" }, "Acting as"),
    avatar(state.me, "small"),
    el("strong", {}, nameOf(state.me)),
    icon("down"),
  );
  return node;
}
