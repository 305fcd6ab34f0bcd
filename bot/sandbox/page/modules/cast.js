// Who this window acts as, and opening a second window for somebody else.

import * as api from "./api.js";
import * as clock from "./clock.js";
import { el, fill } from "./dom.js";
import { become } from "./go.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { avatar, me, nameOf, people } from "./people.js";
import { HOME, state } from "./state.js";

export function openCast(anchor) {
  const badges = new Map();
  openMenu(
    anchor,
    [
      ...cast().map((member) => ({
        ...person(member, badges),
        isChosen: member.id === state.me,
        run: () => member.id === state.me || become(member.id),
      })),
      null,
      { label: "In a second window…", mark: icon("window"), run: () => openSecond(anchor) },
    ],
    { label: "Act as", align: "end", kind: "cast" },
  );
  for (const [id, badge] of badges) countWaiting(id, badge);
}

/** Two people side by side: each window has its own person, place and drafts. */
function openSecond(anchor) {
  const others = cast().filter(({ id }) => id !== state.me);
  openMenu(
    anchor,
    [
      { heading: "A second window, acting as" },
      ...others.map((member) => ({ ...person(member, new Map()), run: () => openWindow(member.id) })),
    ],
    { label: "A second window, acting as", align: "end", kind: "cast" },
  );
}

const cast = () => people().filter((member) => !member.deleted);

function person(member, badges) {
  const badge = el("span", { class: "badge", hidden: true });
  badges.set(member.id, badge);
  return {
    label: nameOf(member.id),
    note: `${clock.time(clock.now(), { ...member, locale: me()?.locale })} in ${cityOf(member.tz ?? "UTC")}`,
    mark: avatar(member.id),
    badge,
  };
}

const cityOf = (zone) => zone.split("/").at(-1).replaceAll("_", " ");

function openWindow(user) {
  const query = new URLSearchParams({ as: user, channel: state.channel === HOME ? HOME : (state.channel ?? "") });
  const size = `width=${Math.round(outerWidth * 0.8)},height=${outerHeight}`;
  window.open(`/?${query}`, "_blank", `popup,noopener,${size}`);
}

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
