// What this window knows. Parts are replaced whole and then told about; who draws a part listens to it.

export const state = {
  workspace: null,
  me: null,
  /** The channel's id, or HOME for the app's Home tab. */
  channel: null,
  thread: null,
  /** Null, or where the inspector stands: one of INSPECTOR. */
  inspector: null,
  screen: null,
  messages: [],
  replies: [],
  connected: true,
};

export const HOME = "home";
export const INSPECTOR = { beside: "beside", alone: "alone" };
/** Whether this window shows a person's Slack at all, and not the inspector alone. */
export const showsSlack = () => state.inspector !== INSPECTOR.alone;

const listeners = new Map();

/** Parts: "workspace", "me", "place", "thread", "inspector", "screen", "messages", "replies", "connected", "alerts". */
export function when(parts, listener) {
  for (const part of parts) {
    if (!listeners.has(part)) listeners.set(part, new Set());
    listeners.get(part).add(listener);
  }
}

export function tell(...parts) {
  const called = new Set(parts.flatMap((part) => [...(listeners.get(part) ?? [])]));
  for (const listener of called) listener();
}

export const channels = () => state.screen?.channels ?? [];
export const channelNow = () => channels().find((channel) => channel.id === state.channel) ?? null;
export const botChannel = () => channels().find((channel) => channel.kind === "im" && channel.user === botId()) ?? null;
export const botId = () => state.workspace?.app?.bot_user_id;

export function channelName(id) {
  const known =
    channels().find((channel) => channel.id === id) ?? state.workspace?.channels?.find((channel) => channel.id === id);
  return known?.name ?? id;
}
