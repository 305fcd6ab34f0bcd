// What people do to a workspace that an app has to bear: and its undoing.

import * as api from "../api.js";
import { el, fill } from "../dom.js";
import { nameOf, people, person } from "../people.js";
import { refresh } from "../refresh.js";
import { botId, state, when } from "../state.js";
import { announce, complain } from "../toasts.js";
import { select } from "./fault_form.js";

let part = null;
const chosen = { channel: null, user: null };

/** The buttons say what can be done now: an archived channel can only be unarchived. */
export function workspacePart() {
  part = el("div", { class: "fault-workspace" });
  draw();
  return part;
}

when(["workspace"], () => part?.isConnected && draw());

/** Whoever pressed a button stands on the one that undoes it. */
function draw() {
  const focused = part.contains(document.activeElement) ? document.activeElement.dataset.part : null;
  const channels = state.workspace.channels ?? [];
  const channel = channels.find(({ id }) => id === chosen.channel) ?? channels[0];
  const user = people().find(({ id }) => id === chosen.user) ?? people()[0];
  fill(part, channel && channelRow(channels, channel), user && personRow(user));
  if (focused) part.querySelector(`[data-part="${focused}"]`)?.focus();
}

function channelRow(channels, channel) {
  const hasBot = channel.members.includes(botId());
  const where = { channel: channel.id };
  return row(
    picker("channel", "Channel", channels.map(({ id, name }) => [id, `#${name}`]), channel.id),
    channel.is_archived ? act("archive", "Unarchive", "unarchive", where) : act("archive", "Archive", "archive", where),
    hasBot
      ? act("bot", "Remove the app", "remove_bot", where)
      : act("bot", "Invite the app", "invite_bot", where),
  );
}

function personRow({ id }) {
  const isGone = person(id).deleted;
  return row(
    picker("user", "Person", people().map((member) => [member.id, nameOf(member.id)]), id),
    isGone
      ? act("active", "Reactivate", "reactivate", { user: id })
      : act("active", "Deactivate", "deactivate", { user: id }),
  );
}

const row = (...parts) => el("div", { class: "fault-row" }, parts);

function picker(name, label, choices, value) {
  const node = select(name, label, choices, (event) => {
    chosen[name] = event.currentTarget.value;
    draw();
  });
  const field = node.querySelector("select");
  field.value = value;
  field.dataset.part = `choose-${name}`;
  return node;
}

function act(name, label, change, body) {
  const onclick = () => run(label, change, body);
  return el("button", { type: "button", class: "button small", "data-part": `act-${name}`, onclick }, label);
}

async function run(label, change, body) {
  try {
    await api.changeWorkspace(change, body);
    announce(`Done: ${label}`);
  } catch (refused) {
    complain(refused);
  }
  await refresh("workspace");
}
