// The line on which the sandbox says what has changed for the person this window acts as.

import { liveAddress } from "./api.js";
import { lookAgain, startTraffic } from "./inspector/traffic.js";
import { refresh } from "./refresh.js";
import { state, tell } from "./state.js";

const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 8000;

let socket = null;
let wait = FIRST_WAIT_MS;
let timer = null;

/** (Re)connects for the person acting now; an older line is closed. */
export function listen() {
  clearTimeout(timer);
  const me = state.me;
  socket?.close();
  const line = new WebSocket(liveAddress(me));
  socket = line;
  line.onopen = () => opened(line);
  line.onmessage = (event) => heard(line, JSON.parse(event.data));
  line.onclose = () => closed(line);
}

function opened(line) {
  if (line !== socket) return;
  wait = FIRST_WAIT_MS;
  setConnected(true);
  // Whatever happened while there was no line was not said: look at everything once.
  refresh("screen", "messages", "replies");
  startTraffic();
}

function heard(line, news) {
  if (line !== socket) return;
  if (news.what === "traffic") return void lookAgain();
  refresh("screen");
  // Days are told as "today" and "yesterday".
  if (news.what === "clock") refresh("messages", "replies");
  if (news.what === "people" || news.what === "channels") refresh("workspace");
  if (news.what === "messages" && (!news.channel || news.channel === state.channel)) refresh("messages", "replies");
}

function closed(line) {
  if (line !== socket) return;
  setConnected(false);
  timer = setTimeout(listen, wait);
  wait = Math.min(wait * 2, LONGEST_WAIT_MS);
}

function setConnected(connected) {
  if (state.connected === connected) return;
  state.connected = connected;
  tell("connected");
}
