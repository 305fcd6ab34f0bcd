// Menus: a button opens one, arrows walk it, Escape or a press elsewhere closes it.

import { el } from "./dom.js";
import { showBeside } from "./popup.js";

/**
 * Items: `{label, note?, mark?, badge?, isDanger?, isChosen?, run}`, `{heading, note?}` for words above the items,
 * or `null` for a line between groups.
 */
export function openMenu(anchor, items, { label, align = "start", kind = "" } = {}) {
  const menu = el(
    "div",
    { class: `menu ${kind}`, role: "menu", "aria-label": label, popover: "auto" },
    items.map((item) => part(item, () => menu.hidePopover())),
  );
  menu.addEventListener("keydown", walk);
  menu.addEventListener("toggle", (event) => event.newState === "closed" && closed(menu, anchor));
  anchor.setAttribute("aria-expanded", "true");
  showBeside(anchor, menu, { align });
  (menu.querySelector("[aria-checked=true]") ?? menu.querySelector(".menu-item"))?.focus();
  return menu;
}

function part(item, close) {
  if (!item) return el("div", { class: "menu-line", role: "separator" });
  if (!item.heading) return menuItem(item, close);
  const note = item.note && el("small", {}, item.note);
  return el("div", { class: "menu-heading", role: "presentation" }, item.heading, note);
}

function menuItem(item, close) {
  const isChoice = item.isChosen !== undefined;
  return el(
    "button",
    {
      type: "button",
      class: item.isDanger ? "menu-item is-danger" : "menu-item",
      role: isChoice ? "menuitemradio" : "menuitem",
      "aria-checked": isChoice ? String(item.isChosen) : null,
      tabindex: "-1",
      onclick: () => {
        close();
        item.run();
      },
    },
    item.mark,
    el("span", { class: "menu-text" }, el("span", {}, item.label), item.note && el("small", {}, item.note)),
    item.badge,
  );
}

function closed(menu, anchor) {
  const hadFocus = menu.contains(document.activeElement) || document.activeElement === document.body;
  anchor.setAttribute("aria-expanded", "false");
  menu.remove();
  if (hadFocus && anchor.isConnected) anchor.focus();
}

const steps = { ArrowDown: 1, ArrowUp: -1, Tab: 1 };

function walk(event) {
  const items = [...event.currentTarget.querySelectorAll(".menu-item")];
  const at = items.indexOf(document.activeElement);
  const target =
    event.key === "Home"
      ? 0
      : event.key === "End"
        ? items.length - 1
        : at + (event.shiftKey ? -1 : (steps[event.key] ?? NaN));
  if (event.key === "Escape") event.currentTarget.hidePopover();
  else if (Number.isNaN(target)) return;
  else items[(target + items.length) % items.length]?.focus();
  event.preventDefault();
  event.stopPropagation();
}
