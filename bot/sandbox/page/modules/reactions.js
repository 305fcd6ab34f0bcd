// Reactions under a message; pressing one adds or takes back one's own.

import * as api from "./api.js";
import { el } from "./dom.js";
import { emoji } from "./emoji.js";
import { nameOf } from "./people.js";
import { state } from "./state.js";
import { complain } from "./toasts.js";

export function reactions(message) {
  return el(
    "div",
    { class: "reactions" },
    message.reactions.map((reaction) => pill(message, reaction)),
  );
}

function pill(message, { name, users = [], count }) {
  const isMine = users.includes(state.me);
  return el(
    "button",
    {
      type: "button",
      class: "reaction",
      "aria-pressed": String(isMine),
      "aria-label": `${name.replaceAll("_", " ")}, ${count}`,
      title: `${users.map(nameOf).join(", ")} reacted with :${name}:`,
      "data-part": `${message.ts}/reaction/${name}`,
      onclick: () => react(message, name, isMine),
    },
    el("span", { class: "emoji" }, emoji(name) ?? `:${name}:`),
    String(count),
  );
}

export function react(message, name, isRemoved = false) {
  const body = { channel: state.channel, ts: message.ts, name, ...(isRemoved ? { remove: true } : {}) };
  return api.act(state.me, "react", body).catch(complain);
}

export const hasReacted = (message, name) =>
  Boolean(message.reactions?.find((reaction) => reaction.name === name)?.users?.includes(state.me));
