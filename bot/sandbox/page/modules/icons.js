// Line drawings on a 20 by 20 grid, decorative: the button around them carries the name.

const SVG = "http://www.w3.org/2000/svg";

const drawings = {
  back: "M12.5 4.5 7 10l5.5 5.5",
  bell: "M5 13.5V9a5 5 0 0 1 10 0v4.5l1.2 1.5H3.8zM8.5 17.3h3",
  bolt: "M11 2.5 4.5 11.5H9l-.5 6 7-9.5H11z",
  bubble: "M3.5 6a2 2 0 0 1 2-2h9a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H9.5L6 17v-3h-.5a2 2 0 0 1-2-2z",
  check: "M4.5 10.5 8.5 14.5 15.5 6.5",
  clip: "M14.5 9.5 9 15a3 3 0 0 1-4.5-4.3l6-6a2 2 0 0 1 3 2.8l-5.6 5.6a1 1 0 0 1-1.5-1.3l5-5",
  clock: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14M10 6v4.3l2.8 1.7",
  close: "M5 5 15 15M15 5 5 15",
  copy: "M7.5 7.5h8.5v8.5H7.5zM12.5 7.5V4H4v8.5h3.5",
  down: "M5 7.5 10 12.5 15 7.5",
  empty: "M4.5 6h11M8 6V4h4v2M6 6l.8 10h6.4L14 6M8.7 9v4M11.3 9v4",
  eye: "M2.5 10S5 5 10 5s7.5 5 7.5 5-2.5 5-7.5 5-7.5-5-7.5-5zM10 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4",
  file: "M5.5 2.5h6l3.5 3.5v11.5h-9.5zM11.5 2.5V6H15",
  hash: "M8 3 6.5 17M13.5 3 12 17M3.5 7.5h13.5M3 12.5h13.5",
  home: "M3.5 9.5 10 4l6.5 5.5M5.5 8.5V16h9V8.5M8.5 16v-4h3v4",
  info: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14M10 9.2v4.3M10 6.6v.1",
  inward: "M16 10H5M9.5 5.5 5 10l4.5 4.5",
  lock: "M6 9V6.5a4 4 0 0 1 8 0V9M4.5 9h11v7.5h-11z",
  menu: "M3.5 5.5h13M3.5 10h13M3.5 14.5h13",
  more: "M5 10h.01M10 10h.01M15 10h.01",
  outward: "M4 10h11M10.5 5.5 15 10l-4.5 4.5",
  pen: "M4 16l.8-3.5L13 4.3l2.7 2.7-8.2 8.2zM11.5 5.8l2.7 2.7",
  pulse: "M2.5 10.5H6L8 5l3.6 10.2 2.2-4.7h3.7",
  send: "M3.5 4 17 10 3.5 16l2-6zM5.5 10H11",
  smile: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14M7.5 8.2v.6M12.5 8.2v.6M7 11.8c1.5 2 4.5 2 6 0",
  warning: "M10 3.5 17.5 16.5h-15zM10 8.5v3.5M10 14.3v.1",
  window: "M11.5 4H16v4.5M16 4 9.5 10.5M13.5 11.5V16H4V6.5h4.5",
};

export function icon(name) {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", "0 0 20 20");
  picture.setAttribute("class", `icon icon-${name}`);
  picture.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", drawings[name]);
  picture.append(path);
  return picture;
}
