// The control API of the sandbox: what people do and what they see.

/** The sandbox said no: `code` for programs, `message` for people, `errors` per block of a form. */
export class Refused extends Error {
  constructor(answer) {
    super(answer.reason || answer.error || "The sandbox refused this without a reason.");
    this.code = answer.error;
    this.errors = answer.errors ?? null;
  }
}

export const workspace = () => call("GET", "/control/workspace");
export const screen = (user) => call("GET", `${as(user)}/screen`);
export const notifications = (user) => call("GET", `${as(user)}/notifications`);

export function messages(user, channel, thread) {
  const query = new URLSearchParams(thread ? { channel, thread_ts: thread } : { channel });
  return call("GET", `${as(user)}/messages?${query}`);
}

/** `verb` is what people can do, such as say, command, press, submit; all of them stand in control/acting.py. */
export function act(user, verb, body = {}) {
  return post(`${as(user)}/${verb}`, body);
}

export function upload(user, file) {
  const query = new URLSearchParams({ name: file.name });
  return call("POST", `${as(user)}/upload?${query}`, file, "application/octet-stream");
}

export const traffic = (since, most) => call("GET", `/control/traffic?${new URLSearchParams({ since, most })}`);
export const limits = () => call("GET", "/control/limits");
export const setLimits = (on) => post("/control/limits", { on });
export const faults = () => call("GET", "/control/faults");
export const addFault = (fault) => post("/control/faults", fault);
export const clearFaults = () => call("DELETE", "/control/faults");
export const disturbSocket = (kind) => post("/control/socket", { kind });
export const changeWorkspace = (change, body) => post(`/control/workspace/${change}`, body);
/** `moment` is a Date; the calendar stands there from now on. */
export const turnClock = (moment) => post("/control/clock", { now: moment.toISOString() });

export const fileAddress = (user, fileId) => `${as(user)}/file/${encodeURIComponent(fileId)}`;

export function liveAddress(user) {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  return `${scheme}://${location.host}${as(user)}/live?traffic=1`;
}

const as = (user) => `/control/as/${encodeURIComponent(user)}`;

const post = (path, body) => call("POST", path, JSON.stringify(body), "application/json");

async function call(method, path, body, type) {
  const answer = await reach(method, path, body, type);
  if (answer.ok === false) throw new Refused(answer);
  return answer;
}

async function reach(method, path, body, type) {
  try {
    const response = await fetch(path, { method, body, headers: type ? { "Content-Type": type } : {} });
    return await response.json();
  } catch {
    return { ok: false, error: "unreachable", reason: "The sandbox does not answer. Is it still running?" };
  }
}
