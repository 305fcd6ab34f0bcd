// The middle of the page: a channel, a conversation with the app, or the app's Home tab.

import { composer } from "./composer.js";
import { el, fill } from "./dom.js";
import { show, showBotChannel } from "./go.js";
import { drawHome } from "./home.js";
import { icon } from "./icons.js";
import { messageList } from "./messages.js";
import { appName, avatar, nameOf } from "./people.js";
import { HOME, botId, channelNow, state, when } from "./state.js";

export function startPlace(node) {
  let body = null;
  when(["place"], () => {
    body = build(node);
  });
  when(["screen"], () => (state.channel === HOME ? drawHome(body) : refreshHead(node)));
  when(["messages"], () => body?.refresh?.());
}

function build(node) {
  return state.channel === HOME ? buildHome(node) : buildChannel(node);
}

function buildHome(node) {
  const body = el("div", { class: "home", role: "region", "aria-label": `${appName()} Home` });
  fill(node, head(appHead()), body);
  drawHome(body);
  return body;
}

function buildChannel(node) {
  const list = messageList({ isThread: false });
  fill(node, head(channelHead()), list.node, composer({ channel: state.channel, label: `Message ${placeName()}` }));
  list.refresh();
  return list;
}

function refreshHead(node) {
  const place = channelNow();
  const before = node.querySelector(".place-head");
  if (place && before && before.dataset.sign !== sign(place)) before.replaceWith(head(channelHead()));
}

const sign = (place) => `${place.id} ${place.name} ${place.topic ?? ""} ${place.is_archived ?? false}`;

function head(parts) {
  const place = channelNow();
  return el("header", { class: "place-head", "data-sign": place ? sign(place) : "home" }, parts);
}

function channelHead() {
  const place = channelNow();
  if (place?.kind === "im")
    return place.user === botId() ? appHead() : [el("h1", {}, avatar(place.user, "small"), nameOf(place.user))];
  const details = state.workspace.channels?.find(({ id }) => id === state.channel);
  const topic = place?.topic || details?.purpose?.value;
  return [
    el("h1", {}, icon(place?.is_private ? "lock" : "hash"), place?.name ?? "no channel"),
    topic && el("span", { class: "topic" }, topic),
    place?.is_archived ? el("span", { class: "tag" }, "archived") : null,
  ];
}

function appHead() {
  const isHome = state.channel === HOME;
  return [
    el("h1", {}, avatar(botId(), "small"), appName()),
    el(
      "div",
      { class: "tabs", role: "group", "aria-label": "Parts of the app" },
      tab("Home", isHome, () => show(HOME)),
      tab("Messages", !isHome, showBotChannel),
    ),
  ];
}

const tab = (label, isNow, open) =>
  el("button", { type: "button", class: "tab", "aria-current": isNow ? "page" : null, onclick: open }, label);

export function placeName() {
  const place = channelNow();
  return place?.kind === "im" ? nameOf(place.user) : `#${place?.name ?? ""}`;
}
