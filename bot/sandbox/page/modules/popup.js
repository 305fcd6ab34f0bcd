// Small layers beside what opened them: above everything, within the window, following when the page scrolls.

const GAP = 4;
const EDGE = 8;

/** Shows `layer` (an element with the popover attribute) beside `anchor`, within the same dialog if there is one. */
export function showBeside(anchor, layer, { align = "start", width = null } = {}) {
  const home = anchor.closest("dialog") ?? document.body;
  if (layer.parentElement !== home) home.append(layer);
  if (!layer.matches(":popover-open")) layer.showPopover();
  const put = () => place(anchor, layer, align, width);
  put();
  document.addEventListener(
    "scroll",
    function follow(event) {
      if (!layer.matches(":popover-open")) document.removeEventListener("scroll", follow, true);
      else if (!layer.contains(event.target)) put();
    },
    true,
  );
}

function place(anchor, layer, align, width) {
  const box = anchor.getBoundingClientRect();
  if (width === "anchor") layer.style.width = `${box.width}px`;
  const { offsetWidth: wide, offsetHeight: high } = layer;
  const left = align === "end" ? box.right - wide : box.left;
  const isBelow = box.bottom + GAP + high <= innerHeight - EDGE || box.top < innerHeight - box.bottom;
  const top = isBelow ? box.bottom + GAP : box.top - GAP - high;
  layer.style.left = `${clamp(left, EDGE, innerWidth - wide - EDGE)}px`;
  layer.style.top = `${clamp(top, EDGE, Math.max(EDGE, innerHeight - high - EDGE))}px`;
}

const clamp = (value, least, most) => Math.max(least, Math.min(value, most));
