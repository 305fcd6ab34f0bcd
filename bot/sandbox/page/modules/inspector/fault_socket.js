// What Slack does to a socket now and then, on demand.

import * as api from "../api.js";
import { el } from "../dom.js";
import { announce, complain } from "../toasts.js";

const acts = [
  ["warning", "Warn", "The connection will end soon: the app should open another"],
  ["refresh_requested", "Refresh", "Ends every connection and asks for a new one"],
  ["drop", "Drop", "Cuts every connection without a word"],
  ["duplicate_next", "Duplicate the next", "The next envelope comes twice"],
  ["hold", "Hold", "Keeps envelopes back while their three seconds run"],
  ["release", "Release", "Lets go what was held"],
];

export function socketPart() {
  return el(
    "ul",
    { class: "fault-acts" },
    acts.map(([kind, label, note]) =>
      el(
        "li",
        {},
        el("button", { type: "button", class: "button small", onclick: () => disturb(kind, label) }, label),
        el("span", { class: "panel-hint" }, note),
      ),
    ),
  );
}

async function disturb(kind, label) {
  await api.disturbSocket(kind).then(() => announce(`Socket: ${label}`), complain);
}
