// What a row is called, and the few words that tell it from its neighbours.

import { nameOf } from "../people.js";
import { plain } from "../plain.js";
import { state } from "../state.js";

/** `title` is the method or event, `note` says about what and whom, `family` is what the filter knows it as. */
export function nameRow(row) {
  const { title = row.name, note = "" } = namers[row.kind]?.(row) ?? {};
  return { title, note, family: families[row.kind] ?? "other" };
}

const families = {
  web_api: "calls",
  upload: "calls",
  download: "calls",
  response_url: "calls",
  events_api: "events",
  interactive: "acts",
  slash_commands: "acts",
};

const namers = {
  web_api: ({ name, payload }) => ({ title: name, note: joined(place(payload), about(payload)) }),
  events_api: ({ name, payload }) => ({ title: name, note: eventNote(payload?.event ?? {}) }),
  interactive: interaction,
  slash_commands: ({ payload }) => ({
    title: payload?.command,
    note: joined(person(payload?.user_id), payload?.text),
  }),
  ack: ({ name, error }) => ({ title: `ack of ${name}`, note: error ?? "" }),
  no_ack: ({ name, error }) => ({ title: `no ack of ${name}`, note: error ?? "" }),
  fault: ({ name, error }) => ({ title: `fault: ${error}`, note: name }),
  socket: ({ name, error }) => ({ title: name, note: error ?? "Socket Mode" }),
  response_url: ({ payload, error }) => ({ title: "response_url", note: joined(short(payload?.text), error) }),
  upload: ({ name, payload }) => ({ title: "file upload", note: joined(name, bytes(payload?.size)) }),
  download: ({ name, error }) => ({ title: "file download", note: joined(name, error) }),
};

function interaction({ name, payload }) {
  const [kind, ...rest] = name.split(" ");
  return { title: kind, note: joined(person(payload?.user?.id), rest.join(" ")) };
}

function eventNote(event) {
  const who = typeof event.user === "string" ? event.user : event.user?.id;
  return joined(person(who), place(event), short(event.text));
}

/** Direct messages have no name that means the same to everybody. */
export function placeName(id) {
  const known = state.workspace.channels?.find((channel) => channel.id === id);
  return known ? `#${known.name}` : id;
}

function place(payload) {
  const channel = payload?.channel ?? payload?.channel_id;
  const id = typeof channel === "object" ? channel?.id : channel;
  return id ? placeName(id) : "";
}

function about(payload) {
  const view = parsed(payload?.view);
  const who = person(payload?.user ?? payload?.user_id);
  return joined(who, view?.title?.text, view?.type === "home" && "Home", short(payload?.text));
}

/** Forms carry blocks and views as JSON in a string. */
export function parsed(value) {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

const bytes = (size) => (size ? `${size.toLocaleString("en")} bytes` : "");
const person = (id) => (id ? nameOf(id) : "");
const short = (text) => (text ? plain(String(text)).replace(/\s+/g, " ").slice(0, 120) : "");
const joined = (...parts) => parts.filter(Boolean).join(" · ");
