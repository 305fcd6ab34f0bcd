// The traffic as a list: the newest at the end, a row opens to its payloads.

import { keepAtEnd } from "../at_end.js";
import { el, fill, keyed } from "../dom.js";
import { state } from "../state.js";
import { showPlace } from "./detail.js";
import { filterBar, isShown, showEverything } from "./filter.js";
import { drawRow, rowSign, startTicking } from "./row.js";
import { rows, whenTraffic } from "./traffic.js";

const STEP = 200;

const open = new Set();

let most = STEP;
let view = null;

/** The part of the panel; `drawList` brings it up to date. */
export function trafficView() {
  const list = el("ol", { class: "entries" });
  const older = el("button", { type: "button", class: "older", hidden: true, onclick: showOlder }, "Show older ones");
  const empty = el("p", { class: "panel-empty" });
  const jump = el("button", { type: "button", class: "jump", hidden: true }, "New traffic below");
  const inner = el("div", { class: "entries-inner" }, older, empty, list);
  const scroller = el("div", { class: "entries-scroll", tabindex: "-1", onkeydown: walk }, inner);
  view = { list, older, empty, scroller, ending: keepAtEnd(scroller, inner, jump) };
  drawList();
  return [filterBar(drawList), el("div", { class: "entries-frame" }, scroller, jump)];
}

whenTraffic(() => view?.list.isConnected && requestAnimationFrame(drawList));

export function drawList() {
  const fitting = rows.filter(isShown);
  const shown = fitting.slice(-most);
  const before = view.list.lastElementChild?.dataset.key;
  view.older.hidden = fitting.length <= shown.length;
  view.empty.hidden = shown.length > 0;
  fill(view.empty, rows.length ? "Nothing fits." : "Nothing has gone over the wire yet.");
  keyed(view.list, shown, {
    key: ({ seq }) => seq,
    sign: (row) => rowSign(row, open.has(row.seq), state.me),
    draw: (row) => drawRow(row, open.has(row.seq), () => toggle(row)),
  });
  const isLonger = before && view.list.lastElementChild?.dataset.key !== before;
  if (isLonger && !view.ending.isAtEnd) view.ending.jump.hidden = false;
  startTicking(view.list, shown);
}

function showOlder() {
  most += STEP;
  view.ending.isAtEnd = false;
  drawList();
}

/** Whoever reads a row is not carried on by what comes after it. */
function toggle(row) {
  if (!open.delete(row.seq)) open.add(row.seq);
  view.ending.isAtEnd = false;
  drawList();
  if (open.has(row.seq)) reveal(nodeOf(row.seq));
}

/** An opened row is seen from its head on, if it would not fit otherwise. */
function reveal(node) {
  if (!node) return;
  const [inner, outer] = [node.getBoundingClientRect(), view.scroller.getBoundingClientRect()];
  const [above, below] = [inner.top - outer.top, inner.bottom - outer.bottom];
  if (below > 0) view.scroller.scrollTop += Math.min(below, above);
  else if (above < 0) view.scroller.scrollTop += above;
}

const nodeOf = (seq) => view.list.querySelector(`[data-key="${seq}"]`);

/** Lets this row be open, and nothing be filtered away, when the list is drawn the next time. */
export function openNext(seq) {
  showEverything();
  open.add(seq);
}

/** Brings the place in view that was refused in this row. */
export function pointAt(seq) {
  view.ending.isAtEnd = false;
  const node = nodeOf(seq);
  node?.querySelector("button").focus({ preventScroll: true });
  reveal(node);
  if (node) showPlace(node);
}

const steps = { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity };

function walk(event) {
  if (!event.target.matches(".entry-head") || !(event.key in steps)) return;
  const heads = [...view.list.querySelectorAll(".entry-head")];
  const to = heads.indexOf(event.target) + steps[event.key];
  heads[Math.max(0, Math.min(to, heads.length - 1))].focus();
  event.preventDefault();
}
