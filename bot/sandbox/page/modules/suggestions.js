// What could be meant while one types: the app's commands after "/", people after "@", channels after "#".

import { el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { avatar, nameOf, people } from "./people.js";
import { showBeside } from "./popup.js";
import { channels, state } from "./state.js";

const MOST = 8;
let serial = 0;

export function suggestions(field) {
  const box = { field, shown: [], at: 0, id: `suggest-${(serial += 1)}` };
  box.list = el("ul", {
    class: "combo-list suggest",
    role: "listbox",
    id: box.id,
    popover: "manual",
    "aria-label": "Suggestions",
  });
  box.list.addEventListener("mousedown", (event) => event.preventDefault());
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", box.id);
  field.addEventListener("input", () => look(box));
  field.addEventListener("blur", () => close(box));
  field.addEventListener("keydown", (event) => pressed(box, event));
  return { close: () => close(box), begin: (text) => begin(box, text) };
}

function begin(box, text) {
  put(box, 0, box.field.value.length, `${text} `);
  box.field.focus();
}

function look(box) {
  const before = box.field.value.slice(0, box.field.selectionStart);
  const found = /(?:^|\s)([@#])(\S*)$/.exec(before) ?? /^(\/)(\S*)$/.exec(before);
  if (!found) return close(box);
  box.from = before.length - found[2].length - 1;
  box.shown = offered[found[1]]()
    .filter((item) => item.text.toLocaleLowerCase().includes(found[2].toLocaleLowerCase()))
    .slice(0, MOST);
  box.at = 0;
  return box.shown.length ? draw(box) : close(box);
}

const offered = {
  "/": () =>
    (state.workspace.commands ?? []).map(({ command, usage_hint: usage, description }) => ({
      text: command,
      usage,
      note: description,
      mark: icon("bolt"),
    })),
  "@": () => people().map(({ id }) => ({ text: `@${nameOf(id)}`, mark: avatar(id, "tiny") })),
  "#": () =>
    channels()
      .filter(({ kind }) => kind === "channel")
      .map(({ name }) => ({ text: `#${name}`, mark: icon("hash") })),
};

function draw(box) {
  fill(
    box.list,
    box.shown.map((item, index) =>
      el(
        "li",
        {
          class: index === box.at ? "combo-row is-at" : "combo-row",
          role: "option",
          id: `${box.id}-${index}`,
          "aria-selected": String(index === box.at),
          onclick: () => take(box, item),
        },
        item.mark,
        el(
          "span",
          { class: "combo-label" },
          el("span", {}, el("strong", {}, item.text), item.usage && el("span", { class: "usage" }, ` ${item.usage}`)),
          item.note && el("small", {}, item.note),
        ),
      ),
    ),
  );
  box.field.setAttribute("aria-activedescendant", `${box.id}-${box.at}`);
  showBeside(box.field.closest(".composer-box"), box.list, { width: "anchor" });
}

function close(box) {
  if (!box.list.isConnected) return;
  box.list.hidePopover();
  box.list.remove();
  box.field.removeAttribute("aria-activedescendant");
}

function pressed(box, event) {
  if (!box.list.isConnected || event.isComposing) return;
  const item = box.shown[box.at];
  const isTyped = event.key === "Enter" && box.field.value.trim() === item.text;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") move(box, event.key === "ArrowDown" ? 1 : -1);
  else if (event.key === "Escape") close(box);
  else if (event.key === "Tab" || (event.key === "Enter" && !isTyped)) take(box, item);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function move(box, by) {
  box.at = (box.at + by + box.shown.length) % box.shown.length;
  draw(box);
}

function take(box, item) {
  put(box, box.from, box.field.selectionStart, `${item.text} `);
  close(box);
}

function put(box, from, to, text) {
  box.field.setRangeText(text, from, to, "end");
  box.field.dispatchEvent(new Event("input"));
}
