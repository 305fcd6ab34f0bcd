// The form that lets the next matching call of the Web API go wrong.

import * as api from "../api.js";
import { el } from "../dom.js";
import { nameOf, people } from "../people.js";
import { state } from "../state.js";
import { announce, complain } from "../toasts.js";
import { kinds } from "./fault_words.js";
import { rows } from "./traffic.js";

/** Offered before anything was called; whatever the app has called is offered as well. */
const USUAL = ["chat.postMessage", "chat.update", "chat.postEphemeral", "views.open", "views.update", "views.publish"];

const CODES = [
  "internal_error",
  "fatal_error",
  "channel_not_found",
  "not_in_channel",
  "is_archived",
  "token_revoked",
  "account_inactive",
];

export function faultForm(added) {
  const form = el(
    "form",
    {
      class: "fault-form",
      onsubmit: (event) => {
        event.preventDefault();
        add(form, added);
      },
    },
    select("kind", "What happens", Object.entries(kinds), () => showFitting(form)),
    number("delay", "Seconds", 2, { min: 0, step: 0.5 }),
    number("retry_after", "Retry-After, seconds", 3, { min: 1 }),
    text("error", "Slack's code", "internal_error", CODES),
    text("method", "Method", "", methods(), "any"),
    select("channel", "Channel", [["", "any"], ...channelChoices()]),
    select("user", "Person", [["", "anybody"], ...people().map(({ id }) => [id, nameOf(id)])]),
    number("times", "How often", 1, { min: 1, placeholder: "until cleared" }),
    el("button", { class: "button primary" }, "Let it happen"),
  );
  showFitting(form);
  return form;
}

const called = () => rows.filter(({ kind }) => kind === "web_api").map(({ name }) => name);
const methods = () => [...new Set([...USUAL, ...called()])];
const channelChoices = () => (state.workspace.channels ?? []).map(({ id, name }) => [id, `#${name}`]);

/** Some kinds need one word more. */
function showFitting(form) {
  const wanted = { delay: "delay", 429: "retry_after", error: "error" }[form.elements.kind.value];
  for (const name of ["delay", "retry_after", "error"]) form.elements[name].closest("label").hidden = name !== wanted;
}

async function add(form, added) {
  try {
    await api.addFault(faultIn(form));
    announce("The fault is set.");
  } catch (refused) {
    complain(refused);
  }
  added();
}

function faultIn(form) {
  const { kind, delay, retry_after: wait, error, method, channel, user, times } = form.elements;
  const fault = { kind: kind.value, times: times.value ? Number(times.value) : null };
  const more = {
    delay: { delay: Number(delay.value) },
    429: { retry_after: Number(wait.value) },
    error: { error: error.value },
  };
  const where = { method: method.value.trim(), channel: channel.value, user: user.value };
  return { ...fault, ...more[kind.value], ...Object.fromEntries(Object.entries(where).filter(([, value]) => value)) };
}

export const labelled = (label, field) => el("label", { class: "fault-field" }, el("span", {}, label), field);

export function select(name, label, choices, onchange = null) {
  const options = choices.map(([value, text]) => el("option", { value }, text));
  return labelled(label, el("select", { class: "field", name, onchange }, options));
}

const number = (name, label, value, more) =>
  labelled(label, el("input", { class: "field", type: "number", name, value: String(value), ...more }));

function text(name, label, value, offered, placeholder = null) {
  const id = `offered-${name}`;
  const field = el("input", { class: "field", name, value, placeholder, list: id, autocomplete: "off" });
  const list = offered.map((one) => el("option", { value: one }));
  return [labelled(label, field), el("datalist", { id }, list)];
}
