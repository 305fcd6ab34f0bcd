// Tables: the block, and what Markdown writes with bars.

import { el } from "../dom.js";
import { plainText } from "../mrkdwn.js";
import { drawRichText } from "./rich.js";

/** The table block: docs.slack.dev/reference/block-kit/blocks/table-block. */
export function drawTable({ rows, column_settings: settings = [] }) {
  return tableOf(
    rows.map((row) => row.map(cellParts)),
    settings.map((column) => column?.align),
  );
}

/** The first row is the head. A table that is too wide scrolls by itself. */
export function tableOf([head, ...rows], aligned = []) {
  const side = (index) => `align-${aligned[index] ?? "left"}`;
  const heads = head?.map((cell, index) => el("th", { class: side(index), scope: "col" }, cell));
  const row = (cells) => el("tr", {}, cells.map((cell, index) => el("td", { class: side(index) }, cell)));
  return el(
    "div",
    { class: "table-frame", role: "region", "aria-label": "Table", tabindex: "0" },
    el("table", {}, el("thead", {}, el("tr", {}, heads)), el("tbody", {}, rows.map(row))),
  );
}

function cellParts(cell) {
  if (cell?.type === "rich_text") return drawRichText(cell);
  return plainText(String(cell?.text ?? cell?.value ?? ""));
}
