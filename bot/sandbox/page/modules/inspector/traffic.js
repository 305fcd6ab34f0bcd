// What went over the wire, as the sandbox recorded it. An ack stands with the envelope that it answers.

import * as api from "../api.js";
import { now } from "../clock.js";
import { nameRow } from "./names.js";
import { problemsOf } from "./problems.js";

const KEPT = 2000;
const FIRST = 300;

export const rows = [];

const byEnvelope = new Map();
const listeners = new Set();
let last = 0;
let isWanted = false;
let running = null;

/** `listener` is given the rows that are new; rows that an ack has changed are told by an empty list. */
export const whenTraffic = (listener) => listeners.add(listener);

/** Begins with the newest entries; new are those since this page was opened. Goes on from there after a break. */
export async function startTraffic() {
  const before = last;
  const [newest] = await entries(0, 1);
  // Numbers that begin again are those of another sandbox at the same address.
  if (last && newest?.seq >= last) return lookAgain();
  const traffic = await entries(0, FIRST);
  // The line may have brought news meanwhile; what was told then is not told again.
  const told = last > before ? last : 0;
  clearTraffic();
  last = traffic.at(-1)?.seq ?? 0;
  const fresh = traffic.map(take).filter(Boolean);
  return tellAll(fresh.filter(({ born, seq }) => born > 0 && seq > told));
}

/** Many wishes become one request. */
export function lookAgain() {
  isWanted = true;
  running ??= drain().finally(() => {
    running = null;
  });
  return running;
}

/** Empties the list; what comes later is shown again. */
export function clearTraffic() {
  rows.length = 0;
  byEnvelope.clear();
  tellAll([]);
}

async function entries(since, most) {
  const answer = await api.traffic(since, most).catch(() => null);
  return answer?.traffic ?? [];
}

async function drain() {
  while (isWanted) {
    isWanted = false;
    const traffic = await entries(last, KEPT);
    if (traffic.length) tellAll(traffic.map(arrived).filter(Boolean));
  }
}

function arrived(entry) {
  if (entry.seq <= last) return null;
  last = entry.seq;
  return take(entry);
}

/** The new row, or null for an entry that belongs to a row which is there already. */
function take(entry) {
  if (joined(entry)) return null;
  const name = entry.method ?? entry.type ?? "";
  const row = { ...entry, name, ack: null, late: null, born: performance.now() - ageOf(entry) };
  if (entry.envelope && entry.direction === "to_app") remember(row);
  const before = rows.at(-1);
  if (entry.kind === "web_api" && before?.kind === "fault" && before.name === name) row.fault = before.error;
  row.problems = problemsOf(row);
  Object.assign(row, nameRow(row));
  rows.push(row);
  if (rows.length > KEPT) rows.shift();
  return row;
}

/** The calendar may be turned later, which must not age what waits: this is measured once. */
const ageOf = ({ at }) => Math.max(0, now() - Date.parse(at));

function remember(row) {
  byEnvelope.set(row.envelope, [...(byEnvelope.get(row.envelope) ?? []), row]);
}

function joined(entry) {
  const sent = entry.kind === "ack" || entry.kind === "no_ack" ? byEnvelope.get(entry.envelope) : null;
  if (!sent || entry.error === "unexpected_ack") return false;
  for (const row of sent) join(row, entry);
  return true;
}

function join(row, entry) {
  const after = Date.parse(entry.at) - Date.parse(row.at);
  if (entry.error === "late_ack") row.late = { after, payload: entry.payload };
  else row.ack = { ms: entry.ms ?? null, payload: entry.payload, error: entry.error ?? null };
  row.problems = problemsOf(row);
}

function tellAll(fresh) {
  for (const listener of listeners) listener(fresh);
}

/** Envelopes wait for an ack; everything else is over when it is recorded. */
export const isWaiting = (row) => Boolean(row.envelope) && row.direction === "to_app" && !row.ack;
export const waitedFor = (row) => performance.now() - row.born;
