// The workspace's calendar clock, which can be turned, and its times as the reader's language and zone write them.

let ahead = 0;

export function setNow(iso) {
  const now = Date.parse(iso);
  if (Number.isFinite(now)) ahead = now - Date.now();
}

const TURNED_FROM_MS = 60_000;

/** Such as "5 hours 4 minutes ahead of the real time"; "" when the calendar was not turned. */
export function aheadInWords() {
  if (Math.abs(ahead) < TURNED_FROM_MS) return "";
  let left = Math.round(Math.abs(ahead) / 60_000);
  const parts = [
    ["day", 1440],
    ["hour", 60],
    ["minute", 1],
  ].map(([unit, minutes]) => {
    const amount = Math.floor(left / minutes);
    left -= amount * minutes;
    return amount ? `${amount} ${unit}${amount === 1 ? "" : "s"}` : "";
  });
  return `${parts.filter(Boolean).slice(0, 2).join(" ")} ${ahead > 0 ? "ahead of" : "behind"} the real time`;
}

export const now = () => new Date(Date.now() + ahead);
export const momentOf = (ts) => new Date(Number(ts) * 1000);

/** The time, with its day unless that is today. */
export const shortTime = (moment, reader) =>
  dayKey(moment, reader) === dayKey(now(), reader) ? time(moment, reader) : shortDay(moment, reader);
export const time = (moment, reader) => written(moment, reader, { hour: "numeric", minute: "2-digit" });
export const weekday = (moment, reader) => written(moment, reader, { weekday: "short" });
export const shortDay = (moment, reader) =>
  written(moment, reader, { weekday: "short", day: "numeric", month: "short" });
export const weekdayAndTime = (moment, reader) =>
  written(moment, reader, { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" });
/** To the millisecond, and alike for everybody: for what went over the wire. */
export const exactTime = (moment, reader) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: zone(reader), ...TO_THE_MILLISECOND }).format(moment);
export const longDate = (moment, reader) => written(moment, reader, { dateStyle: "full" });
export const fullMoment = (moment, reader) => written(moment, reader, { dateStyle: "full", timeStyle: "short" });

export function day(moment, reader) {
  return nearDay(moment, reader) ?? written(moment, reader, { weekday: "long", month: "long", day: "numeric" });
}

/** A key that is equal for moments on the same day of the reader's calendar. */
export function dayKey(moment, reader) {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone(reader) }).format(moment);
}

/** Draws a `<!date^…>` token's format (docs.slack.dev/messaging/formatting-message-text). */
export function dateToken(unix, format, reader) {
  const moment = momentOf(unix);
  return format.replace(/\{(\w+)\}/g, (whole, name) => drawings[name]?.(moment, reader) ?? whole);
}

const drawings = {
  date_num: (moment, reader) => dayKey(moment, reader),
  date_slash: (moment, reader) => dayKey(moment, reader).replaceAll("-", "/"),
  date: (moment, reader) => written(moment, reader, { dateStyle: "long" }),
  date_short: (moment, reader) => written(moment, reader, { dateStyle: "medium" }),
  date_long: longDate,
  date_pretty: (moment, reader) => nearDay(moment, reader) ?? drawings.date(moment, reader),
  date_short_pretty: (moment, reader) => nearDay(moment, reader) ?? drawings.date_short(moment, reader),
  date_long_pretty: (moment, reader) => nearDay(moment, reader) ?? longDate(moment, reader),
  day_divider_pretty: day,
  time,
  time_secs: (moment, reader) => written(moment, reader, { timeStyle: "medium" }),
  ago: (moment, reader) => ago(moment, reader),
};

const DAY_MS = 86_400_000;

function nearDay(moment, reader) {
  const names = new Intl.RelativeTimeFormat(language(reader), { numeric: "auto" });
  const days = [0, -1, 1].find(
    (offset) => dayKey(new Date(now().getTime() + offset * DAY_MS), reader) === dayKey(moment, reader),
  );
  if (days === undefined) return null;
  const name = names.format(days, "day");
  return name.charAt(0).toLocaleUpperCase(language(reader)) + name.slice(1);
}

/** The page itself speaks English, so that is what it gets without a reader. */
export function ago(moment, reader = null) {
  const seconds = (moment - now()) / 1000;
  const steps = [
    ["day", 86400],
    ["hour", 3600],
    ["minute", 60],
    ["second", 1],
  ];
  const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? steps[3];
  return new Intl.RelativeTimeFormat(language(reader), { numeric: "auto" }).format(Math.trunc(seconds / size), unit);
}

function written(moment, reader, options) {
  return new Intl.DateTimeFormat(language(reader), { timeZone: zone(reader), ...options }).format(moment);
}

const TO_THE_MILLISECOND = { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3 };
const language = (reader) => reader?.locale || "en-US";
const zone = (reader) => reader?.tz || "UTC";

/** The offset of the reader's zone at that moment, in milliseconds east of Greenwich. */
function offsetAt(moment, reader) {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone(reader), timeZoneName: "longOffset" }).formatToParts(
    moment,
  );
  const found = /GMT([+-])(\d\d):(\d\d)/.exec(parts.find((part) => part.type === "timeZoneName")?.value ?? "");
  return found ? Number(`${found[1]}1`) * (Number(found[2]) * 60 + Number(found[3])) * 60_000 : 0;
}

/** "2026-11-22T10:30" on the reader's wall, as Unix seconds; and back. Slack's datetimepicker speaks in these. */
export function unixOfWall(wall, reader) {
  const utc = Date.parse(`${wall}Z`);
  const guess = utc - offsetAt(new Date(utc), reader);
  return Math.round((utc - offsetAt(new Date(guess), reader)) / 1000);
}

export function wallOfUnix(unix, reader) {
  const moment = momentOf(unix);
  return new Date(moment.getTime() + offsetAt(moment, reader)).toISOString().slice(0, 16);
}
