// Where one writes: messages, replies, slash commands, files.

import * as api from "./api.js";
import { uploaded } from "./blocks/files.js";
import { TROUBLE } from "./blocks/press.js";
import { clicker, el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { runShortcut } from "./message_tools.js";
import { refresh } from "./refresh.js";
import { state } from "./state.js";
import { suggestions } from "./suggestions.js";

const unsent = new Map();

export function composer({ channel, thread = null, label }) {
  const key = [state.me, channel, thread].join("/");
  const writer = { channel, thread, key, files: [] };
  writer.field = el("textarea", {
    class: "composer-field",
    rows: 1,
    "aria-label": label,
    placeholder: label,
    value: unsent.get(key) ?? "",
  });
  writer.problem = el("div", { class: "problem", role: "alert", hidden: true });
  writer.list = el("ul", { class: "file-list" });
  writer.suggest = suggestions(writer.field);
  writer.node = el(
    "form",
    {
      class: "composer",
      onsubmit: (event) => {
        event.preventDefault();
        send(writer);
      },
    },
    writer.problem,
    el("div", { class: "composer-box" }, writer.field, writer.list, tools(writer)),
  );
  listen(writer);
  return writer.node;
}

function tools(writer) {
  const chooser = el("input", {
    type: "file",
    multiple: true,
    class: "unseen",
    tabindex: "-1",
    "aria-label": "Files to attach",
    onchange: () => {
      attach(writer, [...chooser.files]);
      chooser.value = "";
    },
  });
  return el(
    "div",
    { class: "composer-tools" },
    clicker("Attach files", { onclick: () => chooser.click() }, icon("clip")),
    chooser,
    writer.thread
      ? null
      : clicker(
          "Shortcuts and commands",
          { "aria-haspopup": "menu", onclick: (event) => openShortcuts(event.currentTarget, writer) },
          icon("bolt"),
        ),
    el("span", { class: "composer-hint" }, "Enter sends, Shift + Enter starts a new line"),
    el("button", { class: "send", "aria-label": "Send", title: "Send" }, icon("send")),
  );
}

function listen(writer) {
  const { field } = writer;
  field.addEventListener("input", () => {
    unsent.set(writer.key, field.value);
    grow(field);
  });
  field.addEventListener(
    "paste",
    (event) => event.clipboardData.files.length && attach(writer, [...event.clipboardData.files]),
  );
  field.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send(writer);
  });
  writer.node.addEventListener("dragover", (event) => event.preventDefault());
  writer.node.addEventListener("drop", (event) => {
    event.preventDefault();
    attach(writer, [...event.dataTransfer.files]);
  });
  requestAnimationFrame(() => grow(field));
}

function grow(field) {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}

async function attach(writer, chosen) {
  writer.files.push(...(await uploaded(chosen, writer.node)));
  drawFiles(writer);
}

function drawFiles(writer) {
  fill(
    writer.list,
    writer.files.map((file, index) =>
      el(
        "li",
        { class: "file-chip" },
        file.mimetype.startsWith("image/")
          ? el("img", { src: api.fileAddress(state.me, file.id), alt: "" })
          : icon("file"),
        el("span", {}, file.name),
        clicker(
          `Remove ${file.name}`,
          {
            class: "bare",
            onclick: () => {
              writer.files.splice(index, 1);
              drawFiles(writer);
            },
          },
          icon("close"),
        ),
      ),
    ),
  );
}

async function send(writer) {
  const text = writer.field.value;
  if (!text.trim() && !writer.files.length) return;
  writer.suggest.close();
  say(writer, "");
  writer.node.setAttribute("aria-busy", "true");
  try {
    await (isCommand(text) ? command(writer, text) : message(writer, text));
    empty(writer);
    refresh("screen", "messages", "replies");
  } catch (refused) {
    say(writer, refused.message);
  } finally {
    writer.node.removeAttribute("aria-busy");
  }
}

const isCommand = (text) => /^\/\S/.test(text);

async function command(writer, text) {
  const [, name, rest] = /^(\/\S+)\s*([^]*)$/.exec(text);
  if (writer.thread) throw new Error(`Slack runs no commands in threads: type ${name} in the channel.`);
  const answer = await api.act(state.me, "command", { channel: writer.channel, command: name, text: rest });
  if (answer.acked === false) throw new Error(TROUBLE);
}

function message(writer, text) {
  const body = { channel: writer.channel, text, files: writer.files.map(({ id }) => id) };
  return api.act(state.me, "say", writer.thread ? { ...body, thread_ts: writer.thread } : body);
}

function empty(writer) {
  unsent.delete(writer.key);
  writer.field.value = "";
  writer.files = [];
  drawFiles(writer);
  grow(writer.field);
}

function say(writer, text) {
  writer.problem.hidden = !text;
  fill(writer.problem, text && [icon("warning"), el("span", {}, text)]);
}

function openShortcuts(anchor, writer) {
  const shortcuts = (state.workspace.shortcuts ?? [])
    .filter(({ type }) => type === "global")
    .map(({ name, description, callback_id: callback }) => ({
      label: name,
      note: description,
      mark: icon("bolt"),
      run: () => runShortcut({ callback_id: callback }),
    }));
  const commands = (state.workspace.commands ?? []).map((known) => ({
    label: known.command,
    note: known.description,
    run: () => writer.suggest.begin(known.command),
  }));
  openMenu(
    anchor,
    shortcuts.length && commands.length ? [...shortcuts, null, ...commands] : [...shortcuts, ...commands],
    { label: "Shortcuts and commands" },
  );
}
