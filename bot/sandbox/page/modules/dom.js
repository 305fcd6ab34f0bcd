// Building and refreshing elements. Whatever people wrote enters the page as text nodes, never as markup.

/** A new element. Children may be nodes, texts, nested lists; null, undefined and false are left out. */
export function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) give(node, name, value);
  node.append(...present(children));
  return node;
}

function give(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (name === "value") node.value = value;
  else node.setAttribute(name, value === true ? "" : value);
}

export function present(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}

export function fill(node, ...children) {
  node.replaceChildren(...present(children));
  return node;
}

export function clicker(label, attributes, ...children) {
  return el("button", { type: "button", "aria-label": label, title: label, ...attributes }, ...children);
}

const signs = new WeakMap();

/**
 * Brings the children of `container` in line with `items`, leaving alone what has not changed, so that
 * focus, selection, half-typed text and loaded pictures survive a refresh.
 * `key` tells which item it is, `sign` tells whether it looks different, `draw` makes its element.
 */
export function keyed(container, items, { key, sign, draw }) {
  const focus = focusIn(container);
  const old = new Map([...container.children].map((node) => [node.dataset.key, node]));
  const nodes = items.map((item, index) =>
    keptOrDrawn(old, String(key(item, index)), sign(item, index), () => draw(item, index)),
  );
  arrange(container, nodes);
  restore(focus, container);
}

function keptOrDrawn(old, key, sign, draw) {
  const before = old.get(key);
  if (before && signs.get(before) === sign) return before;
  const node = draw();
  node.dataset.key = key;
  signs.set(node, sign);
  return node;
}

function arrange(container, nodes) {
  const staying = new Set(nodes);
  for (const node of [...container.children]) if (!staying.has(node)) node.remove();
  nodes.forEach((node, index) => {
    if (container.children[index] !== node) container.insertBefore(node, container.children[index] ?? null);
  });
}

function focusIn(container) {
  const node = document.activeElement;
  if (!node || !container.contains(node)) return null;
  return { node, part: node.dataset.part, start: node.selectionStart, end: node.selectionEnd };
}

function restore(focus, container) {
  if (!focus?.part || focus.node.isConnected) return;
  const node = container.querySelector(`[data-part="${CSS.escape(focus.part)}"]`);
  if (!node) return;
  node.focus({ preventScroll: true });
  if (typeof focus.start === "number" && node.setSelectionRange) node.setSelectionRange(focus.start, focus.end);
}
