// What Slack does to a socket now and then, on demand.

import * as api from "../api.js";
import { el, fill } from "../dom.js";
import { announce, complain } from "../toasts.js";

const acts = [
  ["warning", "Warn", "The connection will end soon: the app should open another"],
  ["refresh_requested", "Refresh", "Ends every connection and asks for a new one"],
  ["drop", "Drop", "Cuts every connection without a word"],
  ["duplicate_next", "Duplicate", "The next envelope comes twice"],
  ["hold", "Hold", "Keeps envelopes back while their three seconds run"],
  ["release", "Release", "Lets go what was held"],
];

/** `done` is called after each of them. */
export function socketPart(state, done) {
  return [
    state,
    el(
      "ul",
      { class: "fault-acts" },
      acts.map(([kind, label, note]) =>
        el("li", {}, button(kind, label, done), el("span", { class: "panel-hint" }, note)),
      ),
    ),
  ];
}

const button = (kind, label, done) =>
  el("button", { type: "button", class: "button small", onclick: () => disturb(kind, label, done) }, label);

async function disturb(kind, label, done) {
  await api.disturbSocket(kind).then(() => announce(`Socket: ${label}`), complain);
  done();
}

/** How the line is now; whatever is set stands out. */
export function drawLine(node, { connections = 0, is_held: isHeld = false, duplicates = 0 }) {
  const set = [
    isHeld && "holding envelopes back",
    duplicates > 0 && (duplicates === 1 ? "the next comes twice" : `the next ${duplicates} come twice`),
  ].filter(Boolean);
  fill(
    node,
    connections === 1 ? "1 connection" : `${connections} connections`,
    set.map((words) => el("strong", { class: "fault-set" }, words)),
  );
}
