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
  const row = (cells, tag) =>
    el(
      "tr",
      {},
      cells.map((cell, index) => el(tag, { class: `align-${aligned[index] ?? "left"}`, scope: tag === "th" ? "col" : null }, cell)),
    );
  return el(
    "div",
    { class: "table-frame", role: "region", "aria-label": "Table", tabindex: "0" },
    el("table", {}, el("thead", {}, row(head ?? [], "th")), el("tbody", {}, rows.map((cells) => row(cells, "td")))),
  );
}

function cellParts(cell) {
  if (cell?.type === "rich_text") return drawRichText(cell);
  return plainText(String(cell?.text ?? cell?.value ?? ""));
}
