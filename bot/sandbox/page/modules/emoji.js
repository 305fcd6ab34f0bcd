// Emoji by their names; a name that is not known stays as it was written.

import { NAMES } from "./emoji_names.js";

/** Offered when somebody reacts. */
export const QUICK = ["white_check_mark", "eyes", "+1", "tada", "heart", "joy", "pray", "x"];

export const emoji = (name) => NAMES[name.replace(/::skin-tone-\d$/, "")] ?? null;

export function emojiIn(text) {
  return text.replace(/:([a-z0-9_+'-]+):/g, (whole, name) => emoji(name) ?? whole);
}
