// Fetching. Many wishes for the same part become one request, and an answer for a place already left is dropped.

import * as api from "./api.js";
import { setNow } from "./clock.js";
import { HOME, state, tell } from "./state.js";

const wanted = new Set();
let running = null;

/** Parts: "workspace", "screen", "messages", "replies". Resolves when nothing is left to fetch. */
export function refresh(...parts) {
  for (const part of parts) wanted.add(part);
  running ??= drain().finally(() => {
    running = null;
  });
  return running;
}

async function drain() {
  while (wanted.size) {
    const parts = [...wanted];
    wanted.clear();
    await Promise.all(parts.map((part) => loaders[part]()));
  }
}

const loaders = { workspace: loadWorkspace, screen: loadScreen, messages: loadMessages, replies: loadReplies };

async function loadWorkspace() {
  state.workspace = await api.workspace().catch(() => state.workspace);
  tell("workspace");
}

async function loadScreen() {
  const me = state.me;
  const screen = await api.screen(me).catch(() => null);
  if (!screen || me !== state.me) return;
  state.screen = screen;
  setNow(screen.now);
  tell("screen");
}

async function loadMessages() {
  const { me, channel } = state;
  if (!channel || channel === HOME) return;
  const answer = await api.messages(me, channel).catch(() => null);
  if (!answer || me !== state.me || channel !== state.channel) return;
  state.messages = answer.messages ?? [];
  tell("messages");
}

async function loadReplies() {
  const { me, channel, thread } = state;
  if (!thread) return;
  const answer = await api.messages(me, channel, thread).catch(() => null);
  if (!answer || me !== state.me || thread !== state.thread) return;
  state.replies = answer.messages ?? [];
  tell("replies");
}
