// Moving about: who this window acts as, which channel it shows, which thread stands beside it.

import * as api from "./api.js";
import { readAddress, writeAddress } from "./address.js";
import { listen } from "./live.js";
import { people } from "./people.js";
import { refresh } from "./refresh.js";
import { HOME, INSPECTOR, botChannel, channels, state, tell } from "./state.js";
import { complain } from "./toasts.js";

/** Takes the place from the address; what is missing or unknown becomes the first that fits. */
export async function arrive() {
  const wanted = readAddress();
  state.inspector = Object.values(INSPECTOR).find((place) => place === wanted.inspector) ?? null;
  const cast = people().filter((member) => !member.deleted);
  await become(cast.find((member) => member.id === wanted.as)?.id ?? cast[0]?.id, wanted.channel);
  if (wanted.thread) openThread(wanted.thread);
  tell("inspector");
  window.addEventListener("popstate", returned);
}

async function returned() {
  const wanted = readAddress();
  if (wanted.as && wanted.as !== state.me) await become(wanted.as, wanted.channel);
  else if (wanted.channel !== state.channel) await show(wanted.channel, { push: false });
  if (wanted.thread) openThread(wanted.thread, { push: false });
  else closeThread();
}

/** Acts as another person from now on; the channel stays if that person is in it. */
export async function become(user, channel = state.channel) {
  Object.assign(state, { me: user, channel: null, thread: null, screen: null, messages: [], replies: [] });
  tell("me");
  await refresh("screen");
  await show(firstFitting(channel), { push: false });
  listen();
}

function firstFitting(channel) {
  if (channel === HOME) return HOME;
  const mine = channels();
  return (mine.find(({ id }) => id === channel) ?? mine.find(({ kind }) => kind === "channel") ?? mine[0])?.id ?? HOME;
}

export async function show(channel, { push = true } = {}) {
  const unread = channels().find(({ id }) => id === channel)?.unread ?? 0;
  Object.assign(state, { channel, thread: null, messages: [], replies: [], unreadOnArrival: unread });
  remember(push);
  tell("place", "thread");
  if (channel === HOME) await openHome();
  else await refresh("messages");
}

async function openHome() {
  await api.act(state.me, "home").catch(complain);
  await refresh("screen");
}

/** The conversation with the app: it is opened on the first visit, as in Slack. */
export async function showBotChannel() {
  const known = botChannel();
  if (known) return show(known.id);
  try {
    const answer = await api.act(state.me, "open_dm");
    await refresh("screen");
    await show(answer.channel);
  } catch (refused) {
    complain(refused);
  }
}

export function openThread(ts, { push = true } = {}) {
  Object.assign(state, { thread: ts, replies: [] });
  remember(push);
  tell("thread");
  refresh("replies");
}

export function closeThread() {
  if (!state.thread) return;
  Object.assign(state, { thread: null, replies: [] });
  remember(true);
  tell("thread");
}

/** Follows a permalink: the channel, the thread if it is a reply, and the message in view. */
export async function visit({ channel, ts, thread }) {
  if (!channels().some(({ id }) => id === channel))
    return complain(new Error("You are not in the channel that this link points to."));
  if (state.channel !== channel) await show(channel);
  if (thread && thread !== ts) openThread(thread);
  state.pointed = ts;
  tell("messages", "replies");
}

/** `push` adds a step that the browser's back button undoes. */
export function remember(push) {
  const { me, channel, thread, inspector } = state;
  writeAddress({ as: me, channel, thread, inspector }, push);
}
