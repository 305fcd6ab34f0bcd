// The list at the side: channels, the conversation with the app, its Home tab.

import { clicker, el, fill } from "./dom.js";
import { show, showBotChannel } from "./go.js";
import { icon } from "./icons.js";
import { appName, avatar, nameOf } from "./people.js";
import { HOME, botChannel, botId, channels, state, when } from "./state.js";

export function startSidebar(node) {
  const draw = () => state.me && fill(node, heading(), sections(), foot());
  node.addEventListener("keydown", walk);
  when(["me", "screen", "place", "connected"], () => keepingFocus(node, draw));
}

const steps = { ArrowUp: -1, ArrowDown: 1 };

function walk(event) {
  const rows = [...event.currentTarget.querySelectorAll(".row")];
  const at = rows.indexOf(event.target);
  if (event.key === "Escape") closeDrawer();
  if (at < 0 || !(event.key in steps)) return;
  rows.at((at + steps[event.key]) % rows.length).focus();
  event.preventDefault();
}

/** The list is redrawn whole; whoever was on a row stays on it. */
function keepingFocus(node, draw) {
  const part = node.contains(document.activeElement) ? document.activeElement.dataset.part : null;
  draw();
  if (part) node.querySelector(`[data-part="${CSS.escape(part)}"]`)?.focus();
}

const heading = () =>
  el(
    "div",
    { class: "sidebar-head" },
    el("strong", {}, state.workspace.team?.name ?? "Workspace"),
    clicker("Close the list", { class: "bare only-narrow", onclick: closeDrawer }, icon("close")),
  );

function sections() {
  const all = channels();
  return el(
    "div",
    { class: "sidebar-sections" },
    section("Channels", all.filter(({ kind }) => kind === "channel").map(channelRow)),
    section("Direct messages", [
      state.workspace.app.messages_tab === false ? null : botRow(),
      ...all.filter(({ kind, user }) => kind === "im" && user !== botId()).map(personRow),
    ]),
    state.workspace.app.home_tab === false
      ? null
      : section("Apps", [row({ id: HOME, label: `${appName()} Home`, mark: icon("home"), open: () => show(HOME) })]),
  );
}

function section(title, rows) {
  const id = `section-${title.split(" ")[0].toLowerCase()}`;
  return el("section", { "aria-labelledby": id }, el("h2", { id }, title), el("ul", {}, rows));
}

const channelRow = (channel) =>
  row({
    ...channel,
    label: channel.name,
    mark: icon(channel.is_private ? "lock" : "hash"),
    badge: channel.mentions,
    open: () => show(channel.id),
  });
const personRow = (channel) =>
  row({
    ...channel,
    label: nameOf(channel.user),
    mark: avatar(channel.user, "tiny"),
    badge: channel.unread,
    open: () => show(channel.id),
  });

function botRow() {
  const channel = botChannel();
  return row({
    id: channel?.id ?? "bot",
    unread: channel?.unread,
    label: appName(),
    mark: avatar(botId(), "tiny"),
    badge: channel?.unread,
    open: showBotChannel,
  });
}

function row({ id, label, mark, unread, badge, open }) {
  return el(
    "li",
    {},
    el(
      "button",
      {
        type: "button",
        class: unread || badge ? "row is-unread" : "row",
        "aria-current": id === state.channel ? "page" : null,
        "data-part": `row-${id}`,
        onclick: () => {
          closeDrawer();
          open();
        },
      },
      el("span", { class: "row-mark" }, mark),
      el("span", { class: "row-label" }, label),
      unread ? el("span", { class: "unseen" }, `, ${unread} unread`) : null,
      badge ? el("span", { class: "badge", "aria-hidden": "true" }, String(badge)) : null,
    ),
  );
}

function foot() {
  if (state.connected) return null;
  const words = "Not connected, trying again…";
  return el("div", { class: "sidebar-foot" }, el("span", { class: "offline", role: "status" }, words));
}

const drawer = document.body.classList;
let opener = null;

/** In narrow windows the list lies over the page; the focus goes in with it and comes back. */
export function toggleDrawer() {
  if (drawer.contains("drawer-open")) return closeDrawer();
  opener = document.activeElement;
  drawer.add("drawer-open");
  return (document.querySelector("#sidebar .row[aria-current]") ?? document.querySelector("#sidebar .row"))?.focus();
}

export function closeDrawer() {
  if (!drawer.contains("drawer-open")) return;
  drawer.remove("drawer-open");
  opener?.focus();
}
