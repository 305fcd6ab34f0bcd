// A field with a list below it: typing narrows the list, arrows walk it, Enter chooses.

import { clicker, el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { avatar } from "./people.js";
import { showBeside } from "./popup.js";

let serial = 0;

/**
 * Items are `{key, label, note?, group?, person?, value}`. `offered(typed)` gives all there are, or a promise of them;
 * `isAsked` says that they were already narrowed by `typed`. `onchange(items, node)` is told every choice.
 */
export function combobox(options) {
  const box = { ...options, chosen: [...options.chosen], shown: [], at: -1, id: `combo-${(serial += 1)}` };
  box.list = el("ul", {
    class: "combo-list",
    role: "listbox",
    id: box.id,
    popover: "manual",
    "aria-multiselectable": box.isMany ? "true" : null,
  });
  box.input = inputFor(box);
  box.chips = el("span", { class: "chips" });
  box.node = el(
    "div",
    {
      class: box.isMany ? "combo is-many" : "combo",
      onclick: () => {
        box.input.focus();
        open(box, "");
      },
    },
    box.chips,
    box.input,
    icon("down"),
  );
  box.list.addEventListener("mousedown", (event) => event.preventDefault());
  redraw(box);
  return box.node;
}

function inputFor(box) {
  return el("input", {
    class: "combo-input",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    "aria-expanded": "false",
    "aria-controls": box.id,
    "aria-autocomplete": "list",
    "data-part": box.part,
    ...box.given,
    onfocus: () => box.input.select(),
    oninput: () => open(box, box.input.value),
    onkeydown: (event) => pressed(box, event),
    onblur: () => left(box),
  });
}

function redraw(box) {
  box.input.value = box.isMany ? "" : (box.chosen[0]?.label ?? "");
  box.input.placeholder = box.chosen.length && box.isMany ? "" : box.placeholder;
  fill(box.chips, box.isMany && box.chosen.map((item) => chip(box, item)));
}

function chip(box, item) {
  return el(
    "span",
    { class: "chip" },
    item.person && avatar(item.person, "tiny"),
    el("span", {}, item.label),
    clicker(
      `Remove ${item.label}`,
      {
        class: "bare",
        onclick: (event) => {
          event.stopPropagation();
          toggle(box, item);
        },
      },
      icon("close"),
    ),
  );
}

async function open(box, typed) {
  box.asked = typed;
  const all = await Promise.resolve(box.offered(typed)).catch(() => []);
  if (box.asked !== typed || !box.input.isConnected) return;
  box.shown = box.isAsked ? all : all.filter((item) => matches(item, typed));
  box.at = typed ? 0 : box.shown.findIndex((item) => isChosen(box, item));
  fill(
    box.list,
    box.shown.length
      ? box.shown.map((item, index) => row(box, item, index))
      : el("li", { class: "combo-empty" }, "Nothing fits"),
  );
  showBeside(box.node, box.list, { width: "anchor" });
  mark(box);
}

const matches = (item, typed) =>
  `${item.label} ${item.note ?? ""}`.toLocaleLowerCase().includes(typed.trim().toLocaleLowerCase());
const isChosen = (box, item) => box.chosen.some(({ key }) => key === item.key);

function row(box, item, index) {
  const head =
    item.group && item.group !== box.shown[index - 1]?.group
      ? el("li", { class: "combo-group", role: "presentation" }, item.group)
      : null;
  const node = el(
    "li",
    {
      class: "combo-row",
      role: "option",
      id: `${box.id}-${index}`,
      "aria-selected": String(isChosen(box, item)),
      onclick: () => choose(box, item),
    },
    item.person && avatar(item.person, "tiny"),
    el("span", { class: "combo-label" }, item.label, item.note && el("small", {}, item.note)),
    isChosen(box, item) && icon("check"),
  );
  return head ? [head, node] : node;
}

function mark(box) {
  box.input.setAttribute("aria-expanded", "true");
  for (const node of box.list.querySelectorAll(".combo-row"))
    node.classList.toggle("is-at", node.id === `${box.id}-${box.at}`);
  const node = box.list.querySelector(".is-at");
  if (node) box.input.setAttribute("aria-activedescendant", node.id);
  else box.input.removeAttribute("aria-activedescendant");
  node?.scrollIntoView({ block: "nearest" });
}

function close(box) {
  box.asked = null;
  if (box.list.matches(":popover-open")) box.list.hidePopover();
  box.list.remove();
  box.input.setAttribute("aria-expanded", "false");
  box.input.removeAttribute("aria-activedescendant");
}

const isOpen = (box) => box.list.isConnected;

function pressed(box, event) {
  if (event.isComposing) return;
  const act = keys[event.key];
  if (!act || act(box) === false) return;
  event.preventDefault();
  event.stopPropagation();
}

const keys = {
  ArrowDown: (box) => step(box, 1),
  ArrowUp: (box) => step(box, -1),
  Enter: (box) =>
    isOpen(box) && box.shown[box.at] ? choose(box, box.shown[box.at]) : isOpen(box) ? undefined : open(box, ""),
  Escape: (box) => (isOpen(box) ? close(box) : false),
  Backspace: (box) =>
    box.isMany && box.input.value === "" && box.chosen.length ? toggle(box, box.chosen.at(-1)) : false,
};

function step(box, by) {
  if (!isOpen(box)) return open(box, "");
  box.at = (box.at + by + box.shown.length) % Math.max(1, box.shown.length);
  return mark(box);
}

function choose(box, item) {
  if (box.isMany) return toggle(box, item);
  box.chosen = [item];
  settle(box);
  return close(box);
}

function toggle(box, item) {
  const without = box.chosen.filter(({ key }) => key !== item.key);
  const isAdded = without.length === box.chosen.length;
  if (isAdded && box.most && without.length >= box.most) return;
  box.chosen = isAdded ? [...without, item] : without;
  settle(box);
  if (isOpen(box)) open(box, "");
}

function settle(box) {
  redraw(box);
  box.onchange(box.chosen, box.node);
}

/** An emptied field has chosen nothing; anything else half-typed goes back to what was chosen. */
function left(box) {
  close(box);
  if (!box.isMany && box.input.value.trim() === "" && box.chosen.length) {
    box.chosen = [];
    return settle(box);
  }
  return redraw(box);
}
