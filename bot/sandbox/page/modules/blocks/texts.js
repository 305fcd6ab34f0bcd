// Text objects: plain_text and mrkdwn.

import { emojiIn } from "../emoji.js";
import { mrkdwn, plainText } from "../mrkdwn.js";

export function drawText(object) {
  if (!object) return "";
  return object.type === "mrkdwn" ? mrkdwn(object.text) : plainText(object.text, { emojis: object.emoji !== false });
}

/** The same as a string, for places that take no elements: names, placeholders, options. */
export const textOf = (object) => (object ? emojiIn(object.text) : "");
