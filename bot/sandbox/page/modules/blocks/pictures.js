// Images, whether by an address or by a file that was uploaded to the sandbox.

import { fileAddress } from "../api.js";
import { el } from "../dom.js";
import { state } from "../state.js";
import { textOf } from "./texts.js";

export function drawImage(block) {
  return el(
    "figure",
    { class: "image" },
    block.title && el("figcaption", {}, textOf(block.title)),
    picture(block, "image-picture"),
  );
}

/** For an image block or element. Instead of a picture that does not load stands its alternative text. */
export function picture(image, kind) {
  const drawn = el("img", {
    class: kind,
    src: sourceOf(image),
    alt: image.alt_text ?? "",
    loading: "lazy",
    onerror: () => drawn.replaceWith(missing(image)),
  });
  return drawn;
}

const missing = (image) =>
  el(
    "span",
    { class: "image-missing", role: "img", "aria-label": image.alt_text ?? "" },
    `Picture: ${image.alt_text || "without description"}`,
  );

const OWN_FILE = /\/files\/(?:[A-Z0-9]+-)?(F[A-Z0-9]+)/;

/** Addresses of the sandbox's own files need a token; a person looks at them through the control API instead. */
export function sourceOf({ image_url: address, slack_file: file }) {
  const target = address ?? file?.url ?? "";
  const id = file?.id ?? OWN_FILE.exec(target)?.[1];
  return id ? fileAddress(state.me, id) : target;
}
