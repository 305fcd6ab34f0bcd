// The strip with what a newcomer may try. Once put away it stays away in this browser, until its words change.

import { clicker, el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { mrkdwn } from "./mrkdwn.js";
import { state, when } from "./state.js";

const MOST_LINES = 3;
const KEY = "sandbox-guide-put-away";

export function startGuide(node) {
  when(["workspace", "me"], () => draw(node));
}

function draw(node) {
  const lines = (state.workspace?.guide ?? []).slice(0, MOST_LINES);
  node.hidden = !lines.length || remembered() === lines.join("\n");
  if (node.hidden) return;
  fill(
    node,
    el(
      "ol",
      {},
      lines.map((line) => el("li", {}, el("span", {}, mrkdwn(line)))),
    ),
    clicker(
      "Put these hints away",
      {
        class: "bare",
        onclick: () => {
          remember(lines.join("\n"));
          node.hidden = true;
        },
      },
      icon("close"),
    ),
  );
}

/** A browser may forbid storage; then the strip comes back with the next visit. */
function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function remember(text) {
  try {
    localStorage.setItem(KEY, text);
  } catch {
    // Nothing is lost but the memory of having put the strip away.
  }
}
