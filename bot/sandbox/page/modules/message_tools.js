// What one can do with a message: the small bar that shows on hover, on focus, and always on touch screens.

import * as api from "./api.js";
import { clicker, el } from "./dom.js";
import { QUICK, emoji } from "./emoji.js";
import { openThread } from "./go.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { editInPlace } from "./message_edit.js";
import { hasReacted, react } from "./reactions.js";
import { refresh } from "./refresh.js";
import { state } from "./state.js";
import { complain } from "./toasts.js";
import { TROUBLE } from "./blocks/press.js";

const CHECK = "white_check_mark";

export function toolbar(message, { isThread }, node) {
  const part = (name) => `${message.ts}/${name}`;
  return el(
    "div",
    { class: "tools", role: "group", "aria-label": "Message actions" },
    clicker(
      "React with a check mark",
      { "data-part": part("check"), onclick: () => react(message, CHECK, hasReacted(message, CHECK)) },
      emoji(CHECK),
    ),
    clicker(
      "Add a reaction",
      {
        "data-part": part("react"),
        "aria-haspopup": "menu",
        onclick: (event) => pickReaction(event.currentTarget, message),
      },
      icon("smile"),
    ),
    isThread
      ? null
      : clicker(
          "Reply in thread",
          { "data-part": part("thread"), onclick: () => openThread(rootOf(message)) },
          icon("bubble"),
        ),
    clicker(
      "More actions for this message",
      {
        "data-part": part("more"),
        "aria-haspopup": "menu",
        onclick: (event) => openMore(event.currentTarget, message, isThread, node),
      },
      icon("more"),
    ),
  );
}

/** A message for one person's eyes takes no reactions and no replies; it can only be put away. */
export function dismissal(message) {
  return el("div", { class: "tools" }, clicker("Dismiss message", { onclick: () => remove(message) }, icon("close")));
}

const remove = (message) => api.act(state.me, "delete", { channel: state.channel, ts: message.ts }).catch(complain);
const rootOf = (message) => message.thread_ts ?? message.ts;

function pickReaction(anchor, message) {
  openMenu(
    anchor,
    QUICK.map((name) => ({ label: emoji(name), run: () => react(message, name, hasReacted(message, name)) })),
    { label: "React with", align: "end", kind: "emoji-menu" },
  );
}

function openMore(anchor, message, isThread, node) {
  const groups = [
    isThread ? [] : [{ label: "Reply in thread", run: () => openThread(rootOf(message)) }],
    appShortcuts(message),
    message.user === state.me && !message.bot_id ? ownItems(message, node) : [],
  ].filter((group) => group.length);
  openMenu(
    anchor,
    groups.flatMap((group, index) => (index ? [null, ...group] : group)),
    { label: "More actions for this message", align: "end" },
  );
}

function appShortcuts(message) {
  const shortcuts = (state.workspace.shortcuts ?? []).filter(({ type }) => type === "message");
  return shortcuts.map(({ name, callback_id: callback, description }) => ({
    label: name,
    note: description,
    run: () => runShortcut({ callback_id: callback, channel: state.channel, ts: message.ts }),
  }));
}

export async function runShortcut(body) {
  try {
    const answer = await api.act(state.me, "shortcut", body);
    if (answer.acked === false) complain(new Error(TROUBLE));
    refresh("screen");
  } catch (refused) {
    complain(refused);
  }
}

function ownItems(message, node) {
  return [
    { label: "Edit message", mark: icon("pen"), run: () => editInPlace(message, node) },
    { label: "Delete message", isDanger: true, run: () => remove(message) },
  ];
}
