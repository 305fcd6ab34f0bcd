// What the app did wrong is pointed out while nobody looks at the inspector: a note that leads there, and a number.

import { state, tell, when } from "../state.js";
import { announce, toast } from "../toasts.js";
import { inspect } from "./panel.js";
import { isCareless, levelOf } from "./problems.js";
import { whenTraffic } from "./traffic.js";

/** How many errors have gone by since the inspector was last open. */
export const unseen = { errors: 0 };

let lastTold = "";

export function startAlerts() {
  whenTraffic(notice);
  when(["inspector"], () => state.inspector && forget());
}

function notice(fresh) {
  if (state.inspector) return;
  const wrong = fresh.filter((row) => levelOf(row) === "error");
  if (!wrong.length) return;
  unseen.errors += wrong.length;
  tell("alerts");
  wrong.filter(isCareless).forEach(pointOut);
}

/** The same mistake twice in a row is said once. */
function pointOut(row) {
  const [{ text, pointer }, ...others] = row.problems;
  const more = others.length ? `, and ${others.length} more` : "";
  const where = (pointer ? `${text}, at ${pointer}` : text) + more;
  const title = `Refused: ${row.title}`;
  if (lastTold === title + where) return;
  lastTold = title + where;
  announce(`${title}: ${where}`);
  toast(title, where, { kind: "refused", onopen: () => inspect(row.seq) });
}

function forget() {
  unseen.errors = 0;
  lastTold = "";
  tell("alerts");
}
