// What is to go wrong: calls of the Web API, the socket, the workspace itself.

import * as api from "../api.js";
import { el, keyed } from "../dom.js";
import { complain } from "../toasts.js";
import { faultForm } from "./fault_form.js";
import { drawLine, socketPart } from "./fault_socket.js";
import { whatHappens, whereAndHowOften } from "./fault_words.js";
import { workspacePart } from "./fault_workspace.js";
import { whenTraffic } from "./traffic.js";

let view = null;

export function faultsView() {
  view = {
    list: el("ul", { class: "faults" }),
    empty: el("p", { class: "panel-hint" }, "Nothing is set: everything goes its usual way."),
    line: el("p", { class: "panel-hint fault-line" }),
    clear: el("button", { type: "button", class: "button small", onclick: clear }, "Clear all"),
  };
  look();
  return el(
    "div",
    { class: "panel-page" },
    part("What is to go wrong", [faultForm(look), stillSet(), view.empty, view.list]),
    part("The socket", socketPart(view.line, look)),
    part("The workspace", workspacePart()),
  );
}

const stillSet = () => el("div", { class: "faults-set" }, el("h4", {}, "Still set"), view.clear);
const part = (title, inner) => el("section", { class: "panel-part", "aria-label": title }, el("h3", {}, title), inner);

// A fault that has happened is used up, and whatever comes may be held.
whenTraffic(() => isShown() && look());

const isShown = () => Boolean(view?.list.isConnected);

async function look() {
  const { faults, socket } = await api.faults().catch(() => ({ faults: [], socket: {} }));
  keyed(view.list, faults, { key: (_, index) => index, sign: JSON.stringify, draw: drawFault });
  view.empty.hidden = faults.length > 0;
  view.clear.hidden = !faults.length && !socket.is_held;
  drawLine(view.line, socket);
}

async function clear() {
  await api.clearFaults().catch(complain);
  look();
}

function drawFault(fault) {
  return el("li", { class: "fault" }, el("strong", {}, whatHappens(fault)), el("span", {}, whereAndHowOften(fault)));
}
