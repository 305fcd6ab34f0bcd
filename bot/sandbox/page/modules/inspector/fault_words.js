// The kinds of faults in words, and which fields each of them has.

import { nameOf } from "../people.js";
import { placeName } from "./names.js";

const OF_CALLS = ["method", "channel", "user", "times"];
const OF_ENVELOPES = ["envelope", "channel", "user", "times"];

/** `more` puts what belongs to the fault itself into words. */
export const groups = {
  "Calls of the app": {
    429: { says: "429, too many calls", fields: ["retry_after", ...OF_CALLS], more: retryAfter },
    "5xx": { says: "503, Slack is down", fields: OF_CALLS },
    delay: { says: "A late answer", fields: ["delay", ...OF_CALLS], more: byDelay },
    drop_before: { says: "Connection lost before it is done", fields: OF_CALLS },
    drop_after: { says: "Connection lost after it was done", fields: OF_CALLS },
    error: { says: "An error of Slack's", fields: ["error", ...OF_CALLS], more: ({ error }) => error },
  },
  "What is sent to the app": {
    duplicate: { says: "It comes twice", fields: OF_ENVELOPES },
    late: { says: "It comes late", fields: ["delay", ...OF_ENVELOPES], more: byDelay },
    clock_skew: { says: "Signed at another time", fields: ["skew", ...OF_ENVELOPES], more: bySkew },
  },
  "The app's token": {
    token_revoked: { says: "Token revoked", fields: [] },
    account_inactive: { says: "App uninstalled", fields: [] },
  },
};

function retryAfter({ retry_after: seconds }) {
  return `Retry-After ${seconds} s`;
}

function byDelay({ delay }) {
  return `${delay} s`;
}

function bySkew({ skew }) {
  return `${skew} s ahead`;
}

export const kinds = Object.assign({}, ...Object.values(groups));

export function whatHappens(fault) {
  const { says, more } = kinds[fault.kind] ?? { says: fault.kind };
  return more ? `${says}: ${more(fault)}` : says;
}

export function whereAndHowOften({ kind, method, envelope, channel, user, times }) {
  const often = { 1: "once" }[times] ?? (times ? `${times} times` : "until cleared");
  const fields = kinds[kind]?.fields ?? [];
  const anything = fields.includes("method") ? "any method" : fields.includes("envelope") && "anything";
  return [method ?? envelope ?? anything, channel && placeName(channel), user && nameOf(user), often]
    .filter(Boolean)
    .join(" · ");
}
