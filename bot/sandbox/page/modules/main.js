// Puts the page together.

import * as api from "./api.js";
import { readPermalink } from "./address.js";
import { setNow } from "./clock.js";
import { el, fill } from "./dom.js";
import { arrive, show, visit } from "./go.js";
import { startGuide } from "./guide.js";
import { startAlerts } from "./inspector/alerts.js";
import { startInspector } from "./inspector/panel.js";
import { startKeys } from "./keys.js";
import { markRead } from "./messages.js";
import { startModals } from "./modal.js";
import { startNotices } from "./notices.js";
import { startPlace } from "./place.js";
import { closeDrawer, startSidebar } from "./sidebar.js";
import { state, tell, when } from "./state.js";
import { startThread } from "./thread.js";
import { startTop } from "./top.js";

const part = (id) => document.getElementById(id);

async function start() {
  state.workspace = await api.workspace();
  setNow(state.workspace.clock);
  startTop(part("top"));
  startGuide(part("guide"));
  startSidebar(part("sidebar"));
  startPlace(part("place"));
  startThread(part("thread"));
  startModals();
  startNotices();
  startInspector(part("inspector"));
  startAlerts();
  startKeys();
  document.addEventListener("click", followInside);
  document.addEventListener("click", (event) => event.target === document.body && closeDrawer());
  document.addEventListener("visibilitychange", markRead);
  when(["screen"], markRead);
  tell("workspace");
  await arrive();
}

/** Links to a message or a channel of this workspace move within the page. */
function followInside(event) {
  const target = event.target.closest?.("[data-permalink], [data-channel]");
  if (!target || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  if (target.dataset.channel) show(target.dataset.channel);
  else visit(readPermalink(target.dataset.permalink));
}

start().catch((trouble) => {
  fill(
    part("place"),
    el(
      "div",
      { class: "beginning", role: "alert" },
      el("strong", {}, "The page could not start."),
      el("span", {}, trouble.message),
    ),
  );
});
