// Dates and times, in the browser's own fields.

import { unixOfWall, wallOfUnix } from "../clock.js";
import { el } from "../dom.js";
import { state } from "../state.js";
import { changed } from "./press.js";
import { partName } from "./surface.js";
import { textOf } from "./texts.js";

const kinds = {
  datepicker: {
    type: "date",
    name: "Date",
    shown: (element, filled) => (filled ? filled.selected_date : element.initial_date),
    fields: (value) => ({ selected_date: value || null }),
  },
  timepicker: {
    type: "time",
    name: "Time",
    shown: (element, filled) => (filled ? filled.selected_time : element.initial_time),
    fields: (value) => ({ selected_time: value || null }),
  },
  datetimepicker: {
    type: "datetime-local",
    name: "Date and time",
    shown: (element, filled) => {
      const unix = filled ? filled.selected_date_time : element.initial_date_time;
      return unix ? wallOfUnix(unix, state.screen?.person) : "";
    },
    fields: (value) => ({ selected_date_time: value ? unixOfWall(value, state.screen?.person) : null }),
  },
};

export function drawPicker(element, block, surface, given) {
  const kind = kinds[element.type];
  const node = el("input", {
    type: kind.type,
    class: "field picker",
    value: kind.shown(element, surface.filled(block, element)) ?? "",
    "aria-label": given["aria-labelledby"] ? null : textOf(element.placeholder) || kind.name,
    "data-part": partName(block, element),
    ...given,
    onchange: () => changed(surface, block, element, kind.fields(node.value), node),
  });
  return el(
    "span",
    { class: "picker-row" },
    node,
    element.timezone && el("span", { class: "zone" }, element.timezone.replaceAll("_", " ")),
  );
}
