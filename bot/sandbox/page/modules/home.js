// The app's Home tab, as the app last published it for this person.

import { drawBlocks } from "./blocks/draw.js";
import { viewSurface } from "./blocks/surface.js";
import { el, fill } from "./dom.js";
import { pruneDrafts } from "./drafts.js";
import { appName } from "./people.js";
import { state } from "./state.js";

/** Brings the tab in line with the screen, leaving unchanged blocks and what is being filled in alone. */
export function drawHome(body) {
  const view = state.screen?.home;
  if (!view)
    return fill(
      body,
      el(
        "div",
        { class: "beginning" },
        el("strong", {}, `${appName()} has nothing on its Home tab yet.`),
        el("span", {}, "It is drawn by the app when somebody opens it."),
      ),
    );
  if (body.dataset.view !== view.id) {
    body.dataset.view = view.id;
    fill(body, el("div", { class: "home-blocks" }));
  }
  pruneDrafts(view.id, view.blocks);
  return drawBlocks(body.firstElementChild, view.blocks, viewSurface(view));
}
