// Which rows are shown: by a text that is found anywhere in them, and by kind.

import { clicker, el } from "../dom.js";
import { icon } from "../icons.js";
import { clearTraffic } from "./traffic.js";

const kinds = {
  all: "All",
  calls: "Calls",
  events: "Events",
  acts: "Actions",
  problems: "Problems",
};

const chosen = { text: "", kind: "all" };

export function isShown(row) {
  const isKind =
    chosen.kind === "all" || (chosen.kind === "problems" ? row.problems.length > 0 : row.family === chosen.kind);
  return isKind && (!chosen.text || searchable(row).includes(chosen.text));
}

/** Payloads are written out once, and only when somebody searches. */
function searchable(row) {
  row.searched ??= JSON.stringify([row.payload, row.answer, row.warnings]).toLocaleLowerCase();
  return `${row.title} ${row.note} ${row.error ?? ""} ${row.searched}`.toLocaleLowerCase();
}

export function showEverything() {
  Object.assign(chosen, { text: "", kind: "all" });
}

export function filterBar(changed) {
  const field = el("input", {
    type: "search",
    class: "field filter-text",
    placeholder: "Filter by any text",
    "aria-label": "Filter the traffic by text",
    value: chosen.text,
    oninput: () => {
      chosen.text = field.value.trim().toLocaleLowerCase();
      changed();
    },
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !field.value) return;
    event.stopPropagation();
    event.preventDefault();
    field.value = chosen.text = "";
    changed();
  });
  return el("div", { class: "filter" }, field, kindBar(changed), clearer());
}

function kindBar(changed) {
  const bar = el(
    "div",
    { class: "filter-kinds", role: "radiogroup", "aria-label": "Kind of traffic" },
    Object.entries(kinds).map(([kind, label]) =>
      el(
        "label",
        { class: "filter-kind" },
        el("input", {
          type: "radio",
          name: "traffic-kind",
          class: "unseen",
          checked: chosen.kind === kind,
          onchange: () => {
            chosen.kind = kind;
            changed();
          },
        }),
        el("span", {}, label),
      ),
    ),
  );
  return bar;
}

const clearer = () => clicker("Empty the list", { class: "bare", onclick: clearTraffic }, icon("empty"));
