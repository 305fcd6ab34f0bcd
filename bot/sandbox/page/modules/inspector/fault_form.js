// The form that lets the next matching call or envelope go wrong.

import * as api from "../api.js";
import { el } from "../dom.js";
import { nameOf, people } from "../people.js";
import { state } from "../state.js";
import { announce, complain } from "../toasts.js";
import { groups, kinds } from "./fault_words.js";
import { rows } from "./traffic.js";

/** Offered before anything was called or sent; whatever was is offered as well. */
const METHODS = ["chat.postMessage", "chat.update", "chat.postEphemeral", "views.open", "views.update"];
const ENVELOPES = ["events_api", "interactive", "slash_commands", "block_actions", "view_submission"];
const CODES = ["internal_error", "fatal_error", "channel_not_found", "not_in_channel", "is_archived"];

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
    fields(() => showFitting(form)),
    el("button", { class: "button primary" }, "Let it happen"),
  );
  showFitting(form);
  return form;
}

function fields(chosen) {
  return [
    labelled("What happens", el("select", { class: "field", name: "kind", onchange: chosen }, kindChoices())),
    number("delay", "Seconds", 2, { min: 0, step: 0.5 }),
    number("retry_after", "Retry-After, seconds", 3, { min: 1 }),
    number("skew", "Seconds ahead", 600, {}),
    text("error", "Slack's code", "internal_error", CODES),
    text("method", "Method", "", seen(METHODS, "calls"), "any"),
    text("envelope", "Of which kind", "", seen(ENVELOPES, "events"), "any"),
    select("channel", "Channel", [["", "any"], ...channelChoices()]),
    select("user", "Person", [["", "anybody"], ...people().map(({ id }) => [id, nameOf(id)])]),
    number("times", "How often", 1, { min: 1, placeholder: "until cleared" }),
  ];
}

const kindChoices = () =>
  Object.entries(groups).map(([label, inGroup]) =>
    el("optgroup", { label }, Object.entries(inGroup).map(([value, { says }]) => el("option", { value }, says))),
  );

const seen = (usual, family) => [
  ...new Set([...usual, ...rows.filter((row) => row.family === family).map(({ name }) => name)]),
];
const channelChoices = () => (state.workspace.channels ?? []).map(({ id, name }) => [id, `#${name}`]);

const OPTIONAL = ["delay", "retry_after", "skew", "error", "method", "envelope", "channel", "user", "times"];

function showFitting(form) {
  const wanted = kinds[form.elements.kind.value].fields;
  for (const name of OPTIONAL) form.elements[name].closest("label").hidden = !wanted.includes(name);
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

const NUMBERS = new Set(["delay", "retry_after", "skew", "times"]);

/** What is left empty is not said, save how often: that means until it is cleared. */
function faultIn({ elements }) {
  const kind = elements.kind.value;
  const given = kinds[kind].fields.map((name) => [name, valueOf(elements[name])]);
  return { kind, ...Object.fromEntries(given.filter(([name, value]) => value !== null || name === "times")) };
}

function valueOf({ name, value }) {
  if (!value.trim()) return null;
  return NUMBERS.has(name) ? Number(value) : value.trim();
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
