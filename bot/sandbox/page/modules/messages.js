// A list of messages that stays at its end unless somebody has scrolled up to read.

import * as api from "./api.js";
import { keepAtEnd } from "./at_end.js";
import * as clock from "./clock.js";
import { el, keyed } from "./dom.js";
import { drawMessage } from "./message.js";
import { me, nameOf } from "./people.js";
import { channelNow, showsSlack, state } from "./state.js";

const TOGETHER_S = 300;

export function messageList({ isThread }) {
  const list = el("div", { class: "messages-inner" });
  const jump = el("button", { type: "button", class: "jump", hidden: true }, "New messages below");
  const node = el(
    "div",
    {
      class: "messages",
      role: isThread ? "group" : "log",
      "aria-live": "off",
      "aria-label": isThread ? "Messages in this thread" : "Messages",
      tabindex: "0",
      onkeydown: (event) => event.key === "ArrowUp" && event.target === node && enter(event, list),
    },
    list,
  );
  const frame = el("div", { class: "messages-frame" }, node, jump);
  const ending = keepAtEnd(node, list, jump);
  return { node: frame, refresh: () => redraw(list, isThread, ending) };
}

/** From the list as a whole up to its newest message. */
function enter(event, list) {
  [...list.querySelectorAll(".message")].at(-1)?.focus();
  event.preventDefault();
}

function redraw(list, isThread, ending) {
  const messages = isThread ? state.replies : state.messages;
  const before = list.querySelectorAll(".message").length;
  keyed(list, isThread ? threadItems(messages) : channelItems(messages), {
    key: ({ key }) => key,
    sign: ({ sign }) => sign,
    draw: ({ draw }) => draw(),
  });
  if (before && messages.length > before && !ending.isAtEnd) ending.jump.hidden = false;
  pointOut(list);
  markRead();
}

function channelItems(messages) {
  const reader = me();
  const items = messages.length ? [] : [{ key: "start", sign: state.channel, draw: beginning }];
  const firstNew = newSince(messages);
  messages.forEach((message, index) => {
    const before = messages[index - 1];
    const isNewDay = !before || dayOf(before, reader) !== dayOf(message, reader);
    if (isNewDay) items.push(dayItem(message, reader));
    if (message.ts === firstNew) items.push({ key: "new", sign: "", draw: newLine });
    items.push(
      messageItem(message, {
        isFollowUp: !isNewDay && message.ts !== firstNew && goesOn(before, message),
        isThread: false,
      }),
    );
  });
  return items;
}

function threadItems(messages) {
  return messages.flatMap((message, index) => {
    const item = messageItem(message, {
      isFollowUp: index > 1 && goesOn(messages[index - 1], message),
      isThread: true,
    });
    const count = messages.length - 1;
    return index === 0 && count
      ? [item, { key: "count", sign: count, draw: () => rule(count === 1 ? "1 reply" : `${count} replies`) }]
      : [item];
  });
}

function messageItem(message, manner) {
  return {
    key: message.ts,
    sign: JSON.stringify([message, manner, state.thread === message.ts && !manner.isThread]),
    draw: () => drawMessage(message, manner),
  };
}

const authorOf = (message) => message.bot_id ?? message.user;

function goesOn(before, message) {
  return (
    authorOf(before) === authorOf(message) &&
    message.ts - before.ts < TOGETHER_S &&
    Boolean(before.ephemeral) === Boolean(message.ephemeral) &&
    !message.subtype?.startsWith("channel_") &&
    !before.reply_count
  );
}

const dayOf = (message, reader) => clock.dayKey(clock.momentOf(message.ts), reader);

function dayItem(message, reader) {
  const text = clock.day(clock.momentOf(message.ts), reader);
  return { key: `day-${dayOf(message, reader)}`, sign: text, draw: () => rule(text, "rule-day") };
}

const rule = (text, kind = "") =>
  el("div", { class: `rule ${kind}`, role: "separator", "aria-label": text }, el("span", {}, text));
const newLine = () => rule("New", "rule-new");

/** The first of the messages that were unread when this person came here. */
function newSince(messages) {
  const foreign = messages.filter((message) => message.user !== state.me && !message.ephemeral);
  return state.unreadOnArrival ? foreign.at(-state.unreadOnArrival)?.ts : undefined;
}

function beginning() {
  const place = channelNow();
  const name = place?.kind === "im" ? `your conversation with ${nameOf(place.user)}` : `#${place?.name ?? ""}`;
  return el(
    "div",
    { class: "beginning" },
    el("strong", {}, `This is the very beginning of ${name}.`),
    el("span", {}, "Whatever is said here will show up live."),
  );
}

function pointOut(list) {
  const node = state.pointed && [...list.children].find(({ dataset }) => dataset.key === state.pointed);
  if (!node) return;
  state.pointed = null;
  node.scrollIntoView({ block: "center" });
  node.classList.add("is-pointed");
}

let lastRead = "";

/** Whoever looks at a channel has read it. The same news is reported once, even if the sandbox does not take it. */
export function markRead() {
  const place = channelNow();
  if (!showsSlack() || document.visibilityState !== "visible" || !(place?.unread || place?.mentions)) return;
  const news = [state.me, place.id, place.unread, place.mentions, state.messages.at(-1)?.ts].join(" ");
  if (news === lastRead) return;
  lastRead = news;
  api.act(state.me, "read", { channel: place.id }).catch(() => null);
}
