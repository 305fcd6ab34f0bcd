// What is wrong with an entry, in words, and where in its payload.

/** Slack's own codes, for whoever does not know them by heart. */
const meanings = {
  invalid_blocks: "Slack would refuse these blocks.",
  invalid_blocks_format: "The blocks are no list.",
  invalid_arguments: "Slack would refuse an argument.",
  invalid_form_data: "The body is no form that Slack understands.",
  invalid_json: "The body is no JSON.",
  msg_blocks_too_long: "All blocks together hold too much text.",
  msg_too_long: "The text is too long.",
  view_too_large: "The view is larger than 250 kB.",
  unknown_method: "There is no such method, or the sandbox does not know it.",
  missing_scope: "The app was not given the right to do this.",
  not_authed: "The call carries no token.",
  invalid_auth: "The token is not the app's.",
  not_allowed_token_type: "This method takes the other kind of token.",
  expired_trigger_id: "A trigger id lives for three seconds.",
  exchanged_trigger_id: "A trigger id opens one view only.",
  hash_conflict: "The view has changed since the app last looked at it.",
  ratelimited: "Too many calls: the app has to wait.",
  not_in_channel: "The app is not in this channel.",
  channel_not_found: "There is no such channel, or the app does not see it.",
  is_archived: "The channel is archived.",
  message_not_found: "There is no such message.",
  timeout: "No ack came within three seconds.",
  no_connection: "The app has no open connection.",
  late_ack: "The ack came after the three seconds were over.",
  unexpected_ack: "An ack for nothing that was sent.",
  not_an_ack: "The app sent something that is no ack.",
  internal_error: "Slack itself failed.",
  http_503: "Slack answered with an error of its own.",
};

/** `{text, pointer, level}`; `pointer` leads into the payload, or is null. Level: error, warning. */
export function problemsOf(row) {
  const found = [...refusals(row), ...(row.warnings ?? []).map(warning)];
  if (row.ack?.error) found.push(problem(meaning(row.ack.error)));
  if (row.late) found.push(problem(meanings.late_ack));
  return found;
}

export const levelOf = (row) => {
  if (row.problems.some(({ level }) => level === "error")) return "error";
  return row.problems.length || row.kind === "fault" ? "warning" : "fine";
};

/** An app that calls like this is wrong wherever it runs; other refusals are everyday life. */
const CARELESS = /^(invalid_|msg_|view_|unknown_method|missing_scope|not_authed|not_allowed|no_text)/;

export function isCareless(row) {
  if (row.fault || row.direction !== "from_app" || !row.error) return false;
  return row.kind !== "web_api" || CARELESS.test(row.error);
}

const disturbed = {
  duplicate: "Sent a second time, as the sandbox was asked to.",
  late: "Held back for a while, as the sandbox was asked to.",
  clock_skew: "Signed at another time, as the sandbox was asked to.",
};
const warning = (text) => ({ text: disturbed[text] ?? text, pointer: named(text), level: "warning" });
const problem = (text, pointer = null) => ({ text, pointer, level: "error" });
const meaning = (code) => meanings[code] ?? code;

function refusals(row) {
  if (!row.error || row.kind === "fault") return [];
  const told = row.answer?.errors ?? row.answer?.response_metadata?.messages ?? [];
  const places = told.map(String).map(placed);
  const scope = row.answer?.needed && `It needs ${row.answer.needed}; the app has ${row.answer.provided || "nothing"}.`;
  const cause = row.fault && "The sandbox was asked to let this happen.";
  const whole = [meaning(row.error), scope, cause].filter(Boolean).join(" ");
  return places.length ? places : [problem(whole)];
}

const POINTER = /^(?:\[ERROR\] )?(.*?) ?\[json-pointer:([^\]]*)\]$/s;

function placed(told) {
  const found = POINTER.exec(told);
  if (found) return problem(found[1], found[2]);
  return problem(told.replace("[ERROR] ", ""), named(told));
}

function named(told) {
  const found = /unknown argument: (\S+)/.exec(told);
  return found ? `/${found[1]}` : null;
}
