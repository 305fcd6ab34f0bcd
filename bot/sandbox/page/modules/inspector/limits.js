// How much of each rate limit is left, method by method.

import * as api from "../api.js";
import { el, fill, keyed } from "../dom.js";
import { complain } from "../toasts.js";
import { placeName } from "./names.js";
import { whenTraffic } from "./traffic.js";

const TICK_MS = 1000;
const HINT =
  "Each method has a bucket of calls that fills up again by the machine's clock. " +
  "Turning the limits off and on fills them all.";

let view = null;

export function limitsView() {
  const box = el("input", { type: "checkbox", role: "switch", onchange: () => turn(box.checked) });
  view = { box, list: el("ul", { class: "limits" }), empty: el("p", { class: "panel-empty", hidden: true }) };
  look();
  return el(
    "div",
    { class: "panel-page" },
    el("label", { class: "choice switch" }, box, el("span", {}, "Rate limits hold, as in Slack")),
    el("p", { class: "panel-hint" }, HINT),
    view.empty,
    view.list,
  );
}

whenTraffic(() => isShown() && look());

const isShown = () => Boolean(view?.list.isConnected);

let timer = null;

async function look() {
  clearTimeout(timer);
  const answer = await api.limits().catch(() => null);
  if (!answer || !isShown()) return;
  view.box.checked = answer.on;
  view.empty.hidden = answer.buckets.length > 0;
  fill(view.empty, "No method has been called yet.");
  keyed(view.list, answer.buckets.sort(byName), { key: nameOf, sign: JSON.stringify, draw: meter });
  // They fill by themselves: look again while one is not full.
  if (answer.buckets.some(({ left, burst }) => left < burst)) timer = setTimeout(() => isShown() && look(), TICK_MS);
}

const nameOf = ({ method, channel }) => `${method} ${channel}`;
const byName = (one, other) => nameOf(one).localeCompare(nameOf(other));

async function turn(on) {
  await api.setLimits(on).catch(complain);
  look();
}

function meter({ method, channel, left, burst, per_minute: rate }) {
  const place = channel && el("small", {}, placeName(channel));
  const share = Math.max(0, Math.min(1, left / burst));
  const next = left < 1 ? `next in ${Math.ceil(((1 - left) * 60) / rate)} s` : `${rate} a minute`;
  const node = el(
    "li",
    { class: left < 1 ? "limit is-empty" : share < 0.25 ? "limit is-low" : "limit" },
    el("span", { class: "limit-name" }, el("strong", {}, method), place),
    el("span", { class: "limit-left" }, `${Math.floor(left)} of ${burst}`),
    el("meter", { class: "unseen", min: 0, max: burst, value: left, "aria-label": `Calls left of ${method}` }),
    el("span", { class: "limit-bar", "aria-hidden": "true" }, el("i")),
    el("small", { class: "limit-rate" }, next),
  );
  node.style.setProperty("--share", share.toFixed(3));
  return node;
}
