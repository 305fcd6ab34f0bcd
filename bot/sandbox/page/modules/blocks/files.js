// Files: chosen in a form, and shown under a message.

import * as api from "../api.js";
import { clicker, el, fill } from "../dom.js";
import { icon } from "../icons.js";
import { state } from "../state.js";
import { complain } from "../toasts.js";
import { changed } from "./press.js";
import { partName } from "./surface.js";

export function drawFileInput(element, block, surface, given) {
  const most = element.max_files ?? 10;
  const files = [...(surface.filled(block, element)?.files ?? [])];
  const list = el("ul", { class: "file-list" });
  const save = (node) => changed(surface, block, element, { files: files.map(({ id, name }) => ({ id, name })) }, node);
  const redraw = () =>
    fill(
      list,
      files.map((file, index) =>
        chosenFile(file, () => {
          files.splice(index, 1);
          redraw();
          save(list);
        }),
      ),
    );
  const chooser = el("input", {
    type: "file",
    class: "file-chooser",
    multiple: most > 1,
    accept: element.filetypes?.map((type) => `.${type}`).join(","),
    "data-part": partName(block, element),
    ...given,
    onchange: async () => {
      files.push(...(await uploaded([...chooser.files], chooser)));
      files.splice(0, files.length - most);
      chooser.value = "";
      redraw();
      save(chooser);
    },
  });
  redraw();
  return el("div", { class: "file-input" }, chooser, list);
}

function chosenFile(file, remove) {
  return el(
    "li",
    { class: "file-chip" },
    icon("file"),
    el("span", {}, file.name ?? file.id),
    clicker(`Remove ${file.name ?? file.id}`, { class: "bare", onclick: remove }, icon("close")),
  );
}

/** Uploads one after the other; what the sandbox refuses is said and left out. */
export async function uploaded(chosen, node) {
  const files = [];
  node.setAttribute("aria-busy", "true");
  for (const file of chosen) {
    try {
      files.push({ id: (await api.upload(state.me, file)).file_id, name: file.name, mimetype: file.type });
    } catch (refused) {
      complain(refused);
    }
  }
  node.removeAttribute("aria-busy");
  return files;
}

/** The files of a message: pictures are shown, others named. */
export function messageFiles(files) {
  return el(
    "div",
    { class: "files" },
    files.map((file) => (file.mimetype?.startsWith("image/") ? shownPicture(file) : namedFile(file))),
  );
}

function shownPicture(file) {
  const address = api.fileAddress(state.me, file.id);
  const name = file.title || file.name;
  return el(
    "figure",
    { class: "file-picture" },
    el("figcaption", {}, name),
    el(
      "a",
      { href: address, target: "_blank", rel: "noopener" },
      el("img", { src: address, alt: file.alt_txt || name, loading: "lazy" }),
    ),
  );
}

function namedFile(file) {
  return el(
    "a",
    { class: "file-card", href: api.fileAddress(state.me, file.id), download: file.name },
    icon("file"),
    el(
      "span",
      {},
      el("strong", {}, file.title || file.name),
      el("small", {}, [file.pretty_type ?? file.mimetype, size(file.size)].filter(Boolean).join(" · ")),
    ),
  );
}

function size(bytes) {
  if (!bytes) return "";
  const power = Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const amount = (bytes / 1000 ** power).toLocaleString("en", { maximumFractionDigits: 1 });
  return `${amount} ${["B", "kB", "MB", "GB"][power]}`;
}

/** The file block of a remote file: only its name is known. */
export function drawFile(block) {
  return el("div", { class: "file-card" }, icon("file"), el("strong", {}, block.external_id ?? "A file"));
}
