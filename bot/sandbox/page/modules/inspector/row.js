// One line of the traffic: which way, what, how it ended, and how long that took.

import * as clock from "../clock.js";
import { el } from "../dom.js";
import { icon } from "../icons.js";
import { me } from "../people.js";
import { drawDetail } from "./detail.js";
import { levelOf } from "./problems.js";
import { isWaiting, waitedFor } from "./traffic.js";

/** docs.slack.dev/apis/events-api: an app has three seconds. */
const ALLOWED_MS = 3000;
const SLOW_MS = 2000;
const TICK_MS = 100;

/** Changes whenever the row looks different, but not while its age counts up. */
export const rowSign = (row, isOpen, reader) =>
  JSON.stringify([isOpen, reader, row.ack, row.late, row.problems.length, row.title]);

export function drawRow(row, isOpen, toggle) {
  const way = ways[row.direction];
  const node = el(
    "li",
    { class: `entry is-${levelOf(row)} way-${row.direction}` },
    el(
      "button",
      {
        type: "button",
        class: "entry-head",
        "aria-expanded": String(isOpen),
        "data-part": `entry-${row.seq}`,
        onclick: toggle,
      },
      el("span", { class: "entry-way", title: way.says }, icon(way.icon), el("span", { class: "unseen" }, way.says)),
      el("span", { class: "entry-main" }, el("strong", {}, row.title), el("span", { class: "entry-note" }, row.note)),
      el("span", { class: "entry-side" }, ending(row), stamp(row)),
    ),
  );
  if (isOpen) node.append(drawDetail(row));
  return node;
}

const ways = {
  to_app: { icon: "inward", says: "To the app:" },
  from_app: { icon: "outward", says: "From the app:" },
  inside: { icon: "bolt", says: "Within the sandbox:" },
};

function stamp(row) {
  const exact = clock.exactTime(new Date(row.at), me());
  return el("time", { class: "entry-time", datetime: row.at, title: exact }, exact.slice(0, -4));
}

function ending(row) {
  if (row.envelope && row.direction === "to_app") return ackMark(row);
  const took = row.ms === undefined ? "" : duration(row.ms);
  const code = row.kind === "fault" ? null : row.error;
  return el("span", { class: "entry-end" }, code && el("b", {}, code), took);
}

function ackMark(row) {
  const mark = el("span", { class: `ack is-${ackState(row)}` }, el("span", {}), el("i", { class: "ack-bar" }));
  setAge(mark, row);
  return mark;
}

function ackState({ ack, late }) {
  if (!ack) return "waiting";
  if (late || ack.error) return "missed";
  return ack.ms > SLOW_MS ? "slow" : "acked";
}

function setAge(mark, row) {
  const age = row.ack ? (row.ack.ms ?? ALLOWED_MS) : waitedFor(row);
  mark.classList.toggle("is-slow", !row.ack && age > SLOW_MS);
  mark.firstElementChild.textContent = ackWords(row, age);
  mark.lastElementChild.style.setProperty("--share", Math.min(1, age / ALLOWED_MS).toFixed(3));
}

function ackWords({ ack, late }, age) {
  if (!ack) return `waiting ${duration(age)}`;
  if (late) return `late, ${duration(late.after)}`;
  if (ack.error) return ack.error === "timeout" ? "no ack in 3 s" : ack.error.replaceAll("_", " ");
  return `ack ${duration(age)}`;
}

const duration = (ms) => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);

let timer = null;

/** Those that wait count up, for as long as one of them is in the list. */
export function startTicking(list, rows) {
  clearTimeout(timer);
  const waiting = rows.filter(isWaiting);
  if (!waiting.length || !list.isConnected) return;
  for (const row of waiting) {
    const mark = list.querySelector(`[data-key="${row.seq}"] .ack`);
    if (mark) setAge(mark, row);
  }
  timer = setTimeout(() => startTicking(list, rows), TICK_MS);
}
