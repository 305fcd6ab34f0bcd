// Where blocks stand: in a message, a modal or the Home tab. It says how an action is sent and what was filled in.

import * as api from "../api.js";
import { draftOf, keepDraft } from "../drafts.js";
import { state } from "../state.js";

const LONGEST_MS = 500;

export function messageSurface(channel, message) {
  return surface("message", `${channel}/${message.ts}`, { channel, ts: message.ts }, message.state?.values ?? {});
}

export function viewSurface(view) {
  return surface(view.type === "home" ? "home" : "modal", view.id, { view_id: view.id }, view.state?.values ?? {});
}

function surface(kind, owner, place, saved) {
  return {
    kind,
    owner,
    place,
    /** What is filled in: in this window, else what the sandbox kept, else null: then the initial value counts. */
    filled: (block, element) =>
      draftOf(owner, block.block_id, element.action_id) ?? saved[block.block_id]?.[element.action_id] ?? null,
    isTouched: (block, element) => draftOf(owner, block.block_id, element.action_id) !== null,
    keep: (block, element, fields) =>
      keepDraft(owner, block.block_id, element.action_id, { type: element.type, ...fields }),
    press: async (block, element, fields) => {
      await settled();
      return act("press", block, element, Object.keys(fields).length ? { value: fields } : {});
    },
    type: (block, element, fields) => remembered(act("type", block, element, fields)),
    options: (block, element, text) => act("options", block, element, { text }),
  };
  function act(verb, block, element, more) {
    return api.act(state.me, verb, { ...place, block_id: block.block_id, action_id: element.action_id, ...more });
  }
}

const underway = new Set();

function remembered(telling) {
  underway.add(telling);
  const over = () => underway.delete(telling);
  telling.then(over, over);
  return telling;
}

/** Whatever was typed reaches the sandbox before a press or a submission does; a slow app is not waited for longer. */
export function settled() {
  return Promise.race([Promise.allSettled(underway), new Promise((resolve) => setTimeout(resolve, LONGEST_MS))]);
}

/** The mark by which a redrawn element is found again, to give it the focus back. */
export const partName = (block, element) => `${block.block_id}/${element.action_id}`;
