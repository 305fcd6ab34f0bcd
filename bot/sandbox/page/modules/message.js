// One message: who, when, what, and what hangs on it.

import { drawBlocks } from "./blocks/draw.js";
import { messageFiles } from "./blocks/files.js";
import { messageSurface } from "./blocks/surface.js";
import * as clock from "./clock.js";
import { el } from "./dom.js";
import { openThread } from "./go.js";
import { icon } from "./icons.js";
import { drawAttachment } from "./attachments.js";
import { dismissal, toolbar } from "./message_tools.js";
import { mrkdwn } from "./mrkdwn.js";
import { avatar, isBot, me, nameOf } from "./people.js";
import { reactions } from "./reactions.js";
import { botId, state } from "./state.js";

/** `manner`: isFollowUp (stands under another of the same author), isThread (stands in the side panel). */
export function drawMessage(message, manner) {
  const author = message.user ?? botId();
  const name = message.username ?? nameOf(author);
  const kinds = [
    "message",
    manner.isFollowUp && "is-follow-up",
    message.ephemeral && "is-ephemeral",
    isNotice(message) && "is-notice",
  ];
  const node = el(
    "article",
    {
      class: kinds.filter(Boolean).join(" "),
      "aria-label": `${name}, ${clock.time(clock.momentOf(message.ts), me())}`,
      tabindex: "-1",
      onkeydown: keyed,
    },
    el("div", { class: "message-side" }, manner.isFollowUp ? stamp(message) : avatar(author)),
    el(
      "div",
      { class: "message-main" },
      manner.isFollowUp ? null : byline(message, author, name),
      message.ephemeral && el("div", { class: "only-you" }, icon("eye"), "Only visible to you"),
      content(message, manner),
    ),
  );
  node.append(message.ephemeral ? dismissal(message) : toolbar(message, manner, node));
  return node;
}

const isNotice = (message) => Boolean(message.subtype?.startsWith("channel_"));

function byline(message, author, name) {
  return el(
    "div",
    { class: "byline" },
    el("strong", { class: "author" }, name),
    (message.bot_id || isBot(author)) && el("span", { class: "tag" }, "App"),
    stamp(message),
  );
}

function stamp(message) {
  const moment = clock.momentOf(message.ts);
  return el(
    "time",
    { class: "stamp", datetime: moment.toISOString(), title: clock.fullMoment(moment, me()) },
    clock.time(moment, me()),
  );
}

function content(message, manner) {
  const body = el("div", { class: "content" });
  if (message.blocks?.length && !isWritten(message))
    drawBlocks(body, message.blocks, messageSurface(state.channel, message));
  else if (message.text) body.append(el("div", { class: "text" }, mrkdwn(message.text)));
  if (isEdited(message)) body.append(el("span", { class: "edited" }, " (edited)"));
  return [
    body,
    message.attachments?.map((attachment) => drawAttachment(attachment, message)),
    message.files?.length ? messageFiles(message.files) : null,
    message.reactions?.length ? reactions(message) : null,
    message.reply_count && !manner.isThread ? threadLink(message) : null,
  ];
}

/** What people write carries blocks too, but those hold the text as it was typed: its marks are drawn from the text. */
const isWritten = (message) =>
  !message.bot_id && message.text && message.blocks.every(({ type }) => type === "rich_text");

/** Slack marks what people edit; an app's change of blocks carries no mark. */
function isEdited(message) {
  return message.edited && (message.blocks ?? []).every(({ type }) => type === "rich_text");
}

function threadLink(message) {
  const count = message.reply_count === 1 ? "1 reply" : `${message.reply_count} replies`;
  const last = message.latest_reply && `Last reply ${clock.ago(clock.momentOf(message.latest_reply))}`;
  return el(
    "button",
    {
      type: "button",
      class: "thread-link",
      "data-part": `${message.ts}/replies`,
      onclick: () => openThread(message.ts),
    },
    (message.reply_users ?? []).slice(0, 4).map((id) => avatar(id, "tiny")),
    el("strong", {}, count),
    last && el("span", {}, last),
  );
}

const TOOLS = { t: "thread", r: "react", m: "more" };

/** Up and down go from message to message, letters use its tools, when none of its controls wants the key. */
function keyed(event) {
  if (event.target !== event.currentTarget || event.ctrlKey || event.altKey || event.metaKey) return;
  const node = event.currentTarget;
  const step = { ArrowUp: "previousElementSibling", ArrowDown: "nextElementSibling" }[event.key];
  const tool = node.querySelector(`.tools [data-part$="/${TOOLS[event.key]}"]`);
  if (step) neighbour(node, step)?.focus();
  else if (tool) tool.click();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function neighbour(node, step) {
  const next = node[step];
  return next && !next.matches(".message") ? neighbour(next, step) : next;
}
