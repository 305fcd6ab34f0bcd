// What stands under an app's answer: two buttons that say whether it helped, and buttons that are a sign.

import { el } from "../dom.js";
import { icon } from "../icons.js";
import { press } from "./press.js";
import { partName } from "./surface.js";
import { textOf } from "./texts.js";

/** docs.slack.dev/reference/block-kit/block-elements/feedback-buttons-element */
export function drawFeedback(element, block, surface) {
  const { positive_button: good, negative_button: bad } = element;
  return el("span", { class: "feedback", role: "group" }, [
    choice(good, "\u{1F44D}", element, block, surface),
    choice(bad, "\u{1F44E}", element, block, surface),
  ]);
}

function choice({ text, value, accessibility_label: label }, sign, element, block, surface) {
  const node = el(
    "button",
    {
      type: "button",
      class: "button small",
      "aria-label": label || textOf(text),
      title: textOf(text),
      "data-part": `${partName(block, element)}/${value}`,
      onclick: () => press(surface, block, element, { value }, node),
    },
    el("span", { class: "emoji" }, sign),
  );
  return node;
}

/** docs.slack.dev/reference/block-kit/block-elements/icon-button-element */
export function drawIconButton(element, block, surface) {
  const node = el(
    "button",
    {
      type: "button",
      class: "button small",
      "aria-label": element.accessibility_label || textOf(element.text),
      title: textOf(element.text),
      "data-part": partName(block, element),
      onclick: () => press(surface, block, element, {}, node),
    },
    icon("empty"),
  );
  return node;
}
