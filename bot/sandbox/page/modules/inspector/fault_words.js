// Faults in words.

import { nameOf } from "../people.js";
import { placeName } from "./names.js";

export const kinds = {
  429: "429, too many calls",
  "5xx": "503, Slack is down",
  delay: "A late answer",
  drop_before: "Connection lost before it is done",
  drop_after: "Connection lost after it was done",
  error: "An error of Slack's",
};

export function whatHappens({ kind, error, delay, retry_after: wait }) {
  const more = { error, delay: `${delay} s`, 429: `Retry-After ${wait} s` }[kind];
  return more ? `${kinds[kind]}: ${more}` : (kinds[kind] ?? kind);
}

export function whereAndHowOften({ method, channel, user, times }) {
  const often = { 1: "once" }[times] ?? (times ? `${times} times` : "until cleared");
  return [method ?? "any method", channel && placeName(channel), user && nameOf(user), often]
    .filter(Boolean)
    .join(" · ");
}
