// The bar on top: whose workspace this is, and who this window acts as.

import * as api from "./api.js";
import * as clock from "./clock.js";
import { clicker, el, fill } from "./dom.js";
import { become } from "./go.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { avatar, me, nameOf, people } from "./people.js";
import { toggleDrawer } from "./sidebar.js";
import { state, when } from "./state.js";

export function startTop(node) {
  when(["me", "workspace"], () => fill(node, state.me && parts()));
}

function parts() {
  const switcher = el(
    "button",
    {
      type: "button",
      class: "acting",
      "aria-haspopup": "menu",
      "aria-label": `Acting as ${nameOf(state.me)}. Switch person`,
      onclick: () => openCast(switcher),
    },
    el("span", { class: "acting-word" }, "Acting as"),
    avatar(state.me, "small"),
    el("strong", {}, nameOf(state.me)),
    icon("down"),
  );
  return [
    clicker("Channels and apps", { class: "bare only-narrow", onclick: toggleDrawer }, icon("menu")),
    el(
      "span",
      { class: "brand" },
      el("img", { src: "/static/icon.svg", alt: "", width: 24, height: 24 }),
      el("strong", {}, state.workspace.team?.name),
      el("span", { class: "brand-kind" }, "sandbox"),
    ),
    switcher,
  ];
}

function openCast(anchor) {
  const cast = people().filter((member) => !member.deleted);
  const badges = new Map(cast.map(({ id }) => [id, el("span", { class: "badge", hidden: true })]));
  openMenu(
    anchor,
    cast.map((member) => ({
      label: nameOf(member.id),
      note: `${clock.time(clock.now(), { ...member, locale: me()?.locale })} in ${cityOf(member.tz ?? "UTC")}`,
      mark: avatar(member.id),
      badge: badges.get(member.id),
      isChosen: member.id === state.me,
      run: () => member.id === state.me || become(member.id),
    })),
    { label: "Act as", align: "end", kind: "cast" },
  );
  for (const [id, badge] of badges) countWaiting(id, badge);
}

const cityOf = (zone) => zone.split("/").at(-1).replaceAll("_", " ");

/** How much waits unread for somebody else, so that one sees whom to become next. */
async function countWaiting(id, badge) {
  const screen = await api.screen(id).catch(() => null);
  const waiting = (screen?.channels ?? []).reduce(
    (sum, channel) => sum + (channel.kind === "im" ? channel.unread : channel.mentions),
    0,
  );
  badge.hidden = !waiting;
  fill(badge, String(waiting), el("span", { class: "unseen" }, " waiting"));
}
