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

/** The data table block, with a caption and a column that names its rows: …/block-kit/blocks/data-table-block. */
export function drawDataTable({ rows, caption, row_header_column_index: named = null }) {
  return tableOf(
    rows.map((row) => row.map(cellParts)),
    rows[0].map((_, index) => (rows.slice(1).every((row) => row[index]?.type === "raw_number") ? "right" : "left")),
    { caption, named },
  );
}

/** The first row is the head. A table that is too wide scrolls by itself. */
export function tableOf([head, ...rows], aligned = [], { caption = null, named = null } = {}) {
  const side = (index) => `align-${aligned[index] ?? "left"}`;
  const heads = head?.map((cell, index) => el("th", { class: side(index), scope: "col" }, cell));
  const cellOf = (cell, index) =>
    index === named ? el("th", { class: side(index), scope: "row" }, cell) : el("td", { class: side(index) }, cell);
  const row = (cells) => el("tr", {}, cells.map(cellOf));
  const parts = [caption && el("caption", {}, caption), el("thead", {}, el("tr", {}, heads))];
  return el(
    "div",
    { class: "table-frame", role: "region", "aria-label": caption ?? "Table", tabindex: "0" },
    el("table", {}, parts, el("tbody", {}, rows.map(row))),
  );
}

function cellParts(cell) {
  if (cell?.type === "rich_text") return drawRichText(cell);
  return plainText(String(cell?.text ?? cell?.value ?? ""));
}
