// A list that stays at its end unless somebody has scrolled up to read.

const NEAR_END_PX = 40;

/**
 * `node` scrolls `list`; it follows the end while one is there, also when a picture loads or the window changes.
 * `jump` leads back there. Setting `isAtEnd` of the answer begins or ends the following.
 */
export function keepAtEnd(node, list, jump) {
  const ending = { isAtEnd: true, jump };
  let before = 0;
  const toEnd = () => {
    node.scrollTop = node.scrollHeight;
  };
  node.addEventListener("scroll", () => {
    const isNear = node.scrollHeight - node.scrollTop - node.clientHeight < NEAR_END_PX;
    // A list that grows also moves away from its end; only a move upwards is somebody reading.
    ending.isAtEnd = isNear || (ending.isAtEnd && node.scrollTop >= before);
    before = node.scrollTop;
    if (ending.isAtEnd) jump.hidden = true;
  });
  jump.addEventListener("click", () => {
    ending.isAtEnd = true;
    toEnd();
  });
  const watcher = new ResizeObserver(() => ending.isAtEnd && toEnd());
  watcher.observe(list);
  watcher.observe(node);
  return ending;
}
