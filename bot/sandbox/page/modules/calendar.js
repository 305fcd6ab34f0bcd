// The workspace's calendar on the wall: where it stands, that it was turned, and turning it forward.

import * as api from "./api.js";
import * as clock from "./clock.js";
import { el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { me } from "./people.js";
import { state, when } from "./state.js";
import { announce, complain } from "./toasts.js";

const TICK_MS = 5_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const MORNING = "09:00";
const HINT = "Messages, reminders and whatever the app does by the calendar follow. It only goes forward here.";

/** The button; it keeps itself true. */
export function calendarButton() {
  const node = el("button", {
    type: "button",
    class: "calendar",
    "aria-haspopup": "menu",
    onclick: () => openTimes(node),
  });
  draw(node);
  return node;
}

export function startCalendar() {
  const redraw = () => document.querySelectorAll(".calendar").forEach(draw);
  when(["screen"], redraw);
  setInterval(redraw, TICK_MS);
}

function draw(node) {
  const [moment, reader] = [clock.now(), me()];
  const ahead = clock.aheadInWords();
  const shown = clock.weekdayAndTime(moment, reader);
  if (node.dataset.shown === shown + ahead) return;
  node.dataset.shown = shown + ahead;
  node.classList.toggle("is-turned", Boolean(ahead));
  node.setAttribute("aria-label", `Calendar: ${clock.fullMoment(moment, reader)}. ${ahead || "Not turned"}. Turn it`);
  node.title = `${clock.fullMoment(moment, reader)}\n${ahead || "The calendar was not turned"}`;
  fill(
    node,
    icon("clock"),
    el("span", { class: "calendar-day" }, clock.shortDay(moment, reader)),
    el("span", { class: "calendar-weekday" }, clock.weekday(moment, reader)),
    el("span", { class: "calendar-time" }, clock.time(moment, reader)),
    ahead && el("span", { class: "calendar-turned" }, "turned"),
  );
}

function openTimes(anchor) {
  const reader = me();
  const item = (label, moment) => ({ label, note: clock.weekdayAndTime(moment, reader), run: () => turn(moment) });
  openMenu(
    anchor,
    [
      { heading: `${clock.fullMoment(clock.now(), reader)}, ${zoneOf(reader)}`, note: clock.aheadInWords() },
      item("An hour forward", new Date(clock.now().getTime() + HOUR_MS)),
      item(`Tomorrow, ${MORNING}`, morning(1)),
      item(`Next Monday, ${MORNING}`, morning(daysToMonday())),
      null,
      { label: "Another time…", run: () => chooseTime(anchor) },
    ],
    { label: "Turn the calendar", align: "end" },
  );
}

const zoneOf = (reader) => (reader?.tz ?? "UTC").replaceAll("_", " ");

/** Nine o'clock on the wall of whoever acts, some days from today. */
function morning(days) {
  const noon = clock.unixOfWall(`${clock.dayKey(clock.now(), me())}T12:00`, me());
  const day = clock.dayKey(new Date(noon * 1000 + days * DAY_MS), me());
  return new Date(clock.unixOfWall(`${day}T${MORNING}`, me()) * 1000);
}

function daysToMonday() {
  const today = new Date(`${clock.dayKey(clock.now(), me())}T00:00Z`).getUTCDay();
  return (8 - today) % 7 || 7;
}

function chooseTime(anchor) {
  const earliest = clock.wallOfUnix(clock.now() / 1000, me());
  const given = { value: earliest, min: earliest, required: true };
  const field = el("input", { type: "datetime-local", class: "field", "aria-label": "Date and time", ...given });
  const dialog = el(
    "dialog",
    { class: "dialog question", "aria-labelledby": "turn-title" },
    el(
      "form",
      { method: "dialog" },
      el("h2", { id: "turn-title" }, "Turn the calendar to"),
      el("div", { class: "turn-body" }, field, el("p", { class: "panel-hint" }, HINT)),
      el(
        "div",
        { class: "dialog-foot" },
        el("button", { type: "button", class: "button", onclick: () => dialog.close() }, "Cancel"),
        el("button", { class: "button primary", value: "yes" }, "Turn it"),
      ),
    ),
  );
  dialog.addEventListener("close", () => {
    dialog.remove();
    anchor.focus();
    if (dialog.returnValue === "yes") turn(new Date(clock.unixOfWall(field.value, me()) * 1000));
  });
  document.body.append(dialog);
  dialog.showModal();
}

async function turn(moment) {
  try {
    await api.turnClock(moment);
    announce(`The calendar stands at ${clock.fullMoment(moment, me())}.`);
  } catch (refused) {
    complain(refused);
  }
}
