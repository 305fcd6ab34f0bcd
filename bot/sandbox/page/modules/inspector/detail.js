// An opened row: what is wrong, then everything that was sent and answered, to read and to copy.

import * as clock from "../clock.js";
import { clicker, el } from "../dom.js";
import { icon } from "../icons.js";
import { me } from "../people.js";
import { announce } from "../toasts.js";
import { drawJson, jsonText } from "./json.js";

export function drawDetail(row) {
  const body = el("div", { class: "detail" });
  body.append(
    ...[
      facts(row),
      row.problems.length ? problemList(row, body) : null,
      part("Payload", row.payload, row.problems),
      part("Answer", row.answer),
      part("Answer in the ack", row.ack?.payload),
      part("Answer in the late ack", row.late?.payload),
    ].filter(Boolean),
  );
  return body;
}

function facts(row) {
  const moment = new Date(row.at);
  const exact = `${clock.shortDay(moment, me())} ${clock.exactTime(moment, me())}`;
  const told = [`No. ${row.seq}`, exact, directions[row.direction], row.kind.replaceAll("_", " ")];
  return el("p", { class: "detail-facts" }, told.join(" · "));
}

const directions = { to_app: "to the app", from_app: "from the app", inside: "within the sandbox" };

function problemList(row, body) {
  return el(
    "ul",
    { class: "detail-problems" },
    row.problems.map((problem) => el("li", { class: `is-${problem.level}` }, icon("warning"), told(problem, body))),
  );
}

function told({ text, pointer }, body) {
  if (!pointer) return el("span", {}, text);
  return el(
    "span",
    {},
    text,
    " ",
    el("button", { type: "button", class: "pointer", onclick: () => showPlace(body, pointer) }, pointer),
  );
}

/** Brings the refused place with this pointer into view, or the first one; the list stays where it is. */
export function showPlace(body, pointer = null) {
  const places = [...body.querySelectorAll(".wrong")];
  const place = places.find((node) => node.dataset.at === pointer) ?? places[0];
  const payload = place?.closest(".json");
  if (!payload) return;
  const [inner, outer] = [place.getBoundingClientRect(), payload.getBoundingClientRect()];
  payload.scrollTop += inner.top - outer.top - (outer.height - Math.min(inner.height, outer.height)) / 2;
  places.forEach((node) => node.classList.toggle("is-shown", node === place));
}

function part(title, value, problems = []) {
  if (value === null || value === undefined) return null;
  return el(
    "section",
    { class: "detail-part", "aria-label": title },
    el("header", {}, el("h4", {}, title), copier(title, value)),
    drawJson(value, problems),
  );
}

function copier(title, value) {
  const node = clicker(
    `Copy ${title.toLowerCase()}`,
    { class: "copy", onclick: () => copy(node, jsonText(value)) },
    icon("copy"),
    el("span", {}, "Copy"),
  );
  return node;
}

const SHOWN_MS = 1500;

async function copy(node, text) {
  const done = await navigator.clipboard.writeText(text).then(
    () => "Copied",
    () => "The browser forbids it",
  );
  node.lastElementChild.textContent = done;
  announce(done);
  setTimeout(() => {
    node.lastElementChild.textContent = "Copy";
  }, SHOWN_MS);
}
