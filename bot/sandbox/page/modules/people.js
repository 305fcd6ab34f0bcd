// The cast: names, and pictures made of initials whose colour stays the same.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { botId, state } from "./state.js";

const COLOURS = 8;
// Slack itself speaks through this account, for instance when a command was not answered.
const SLACKBOT = "USLACKBOT";

export const members = () => state.workspace?.members ?? [];
export const people = () => members().filter((member) => !member.is_bot);
export const person = (id) => members().find((member) => member.id === id) ?? null;
export const me = () => person(state.me);
export const isBot = (id) => Boolean(person(id)?.is_bot) || id === botId() || id === SLACKBOT;

export function nameOf(id) {
  const member = person(id);
  if (member) return member.real_name || member.name || id;
  if (id === SLACKBOT) return "Slackbot";
  return id === botId() ? appName() : id;
}

export function appName() {
  const bot = person(botId());
  return bot?.real_name || state.workspace?.app?.name || bot?.name || "App";
}

/** A decorative picture; the name always stands beside it. */
export function avatar(id, size = "") {
  const drawn = isBot(id) ? icon("check") : initials(nameOf(id));
  return el("span", { class: `avatar ${colour(id)} ${size}`, "aria-hidden": "true" }, drawn);
}

/** By place in the cast, so that no two of the first eight look alike. */
const colour = (id) => (isBot(id) ? "avatar-bot" : `avatar-${Math.max(0, placeOf(id)) % COLOURS}`);
const placeOf = (id) => people().findIndex((member) => member.id === id);

function initials(name) {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters
    .map((word) => [...word][0])
    .join("")
    .toLocaleUpperCase();
}
