// Slack's markup taken away.

import * as clock from "./clock.js";
import { emojiIn } from "./emoji.js";
import { nameOf } from "./people.js";
import { channelName, state } from "./state.js";

/** The message's text without its markup, as a phone would show it. */
export function plain(text) {
  return emojiIn(
    text
      .replace(/<@(\w+)(\|[^>]*)?>/g, (_, id) => `@${nameOf(id)}`)
      .replace(/<#(\w+)(\|[^>]*)?>/g, (_, id) => `#${channelName(id)}`)
      .replace(/<!date\^(\d+)\^([^^|>]+)[^>]*>/g, (_, unix, format) =>
        clock.dateToken(unix, format, state.screen?.person),
      )
      .replace(/<!(\w+)[^>]*>/g, "@$1")
      .replace(/<[^|>]*\|([^>]*)>/g, "$1")
      .replace(/<([^>]*)>/g, "$1")
      .replace(/[*_~`]{1,3}(\S(?:[^\n]*?\S)?)[*_~`]{1,3}/g, "$1")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&"),
  );
}
