// Sending an action: the question before it, the mark while it is on its way, the words when nobody answered.

import { el } from "../dom.js";
import { icon } from "../icons.js";
import { complain } from "../toasts.js";
import { refresh } from "../refresh.js";
import { ask } from "../confirm.js";

export const TROUBLE = "The app did not answer within three seconds. Try again?";

/** Sends a block action of `element`; `node` carries the progress mark. Answers whether it went out. */
export async function press(surface, block, element, fields, node, confirm = element.confirm) {
  if (confirm && !(await ask(confirm, node))) return false;
  node.parentElement?.querySelector(":scope > .trouble")?.remove();
  node.setAttribute("aria-busy", "true");
  try {
    const answer = await surface.press(block, element, fields);
    if (answer.acked === false) trouble(node);
    refresh("screen", ...(surface.kind === "message" ? ["messages", "replies"] : []));
  } catch (refused) {
    complain(refused);
  } finally {
    node.removeAttribute("aria-busy");
  }
  return true;
}

function trouble(node) {
  node.after(el("span", { class: "trouble", role: "alert" }, icon("warning"), TROUBLE));
}

/**
 * An element's value has changed. In an input block it is kept until the form is submitted, and the sandbox is told;
 * anywhere else the change is itself an action.
 */
export async function changed(surface, block, element, fields, node) {
  surface.keep(block, element, fields);
  if (block.type !== "input") return press(surface, block, element, fields, node);
  return surface.type(block, element, fields).catch(complain);
}
