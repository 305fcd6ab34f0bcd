// What has rung for the person this window acts as, to look through and to go to.

import * as clock from "./clock.js";
import { el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { describe, visitNotice } from "./notices.js";
import { avatar, me } from "./people.js";
import { state, when } from "./state.js";

const MOST = 30;
const NOTHING = "Nothing has rung yet: mentions, direct messages and followed threads do.";

export function bellButton() {
  const node = el("button", {
    type: "button",
    class: "top-button bell",
    "aria-haspopup": "menu",
    onclick: () => openList(node),
  });
  draw(node);
  return node;
}

export function startBell() {
  when(["screen"], () => document.querySelectorAll(".bell").forEach(draw));
}

const all = () => state.screen?.notifications ?? [];

function draw(node) {
  const unread = all().filter(({ read }) => !read).length;
  const label = unread ? `Notifications, ${unread} unread` : "Notifications";
  if (node.getAttribute("aria-label") === label) return;
  node.setAttribute("aria-label", label);
  node.title = label;
  fill(node, icon("bell"), unread ? el("span", { class: "badge", "aria-hidden": "true" }, String(unread)) : null);
}

function openList(anchor) {
  const newest = all().slice(-MOST).reverse();
  const heading = newest.length ? "Notifications" : NOTHING;
  openMenu(anchor, [{ heading }, ...newest.map(item)], { label: "Notifications", align: "end", kind: "bell-list" });
}

function item(notice) {
  const { title, text } = describe(notice);
  const moment = clock.momentOf(notice.ts);
  return {
    label: title,
    note: text,
    mark: avatar(notice.user),
    badge: el(
      "span",
      { class: notice.read ? "bell-time" : "bell-time is-unread" },
      clock.shortTime(moment, me()),
      notice.read ? null : el("span", { class: "unseen" }, ", unread"),
    ),
    run: () => visitNotice(notice),
  };
}
