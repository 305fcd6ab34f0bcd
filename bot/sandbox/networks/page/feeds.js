"use strict";
// Draws the feeds anew whenever something in them has changed. Everything is put in as text, never as HTML.

const TITLES = {
  x: "X", linkedin: "LinkedIn", facebook: "Facebook", instagram: "Instagram", threads: "Threads",
  bluesky: "Bluesky", mastodon: "Mastodon", webhook: "Webhook",
};
const SIGNS = { likes: "♥", reposts: "⟳", views: "👁" };
const WORDS = { likes: "Like", reposts: "Repost", views: "View" };
const EVERY = 1500;
let last = "";

function make(tag, attributes = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}

function drawMedium(medium) {
  if (medium.mime.startsWith("video/")) return make("video", { src: medium.url, controls: "", "aria-label": medium.alt });
  return make("img", { src: medium.url, alt: medium.alt });
}

function drawFigure(network, shown, name) {
  const button = make("button", { type: "button", "aria-label": WORDS[name] }, `${SIGNS[name]} ${shown.figures[name]}`);
  button.addEventListener("click", async () => {
    await fetch(`/feeds/${network}/${encodeURIComponent(shown.id)}/${name}`, { method: "POST" });
    await look();
  });
  return button;
}

function drawShown(network, shown) {
  const at = new Date(shown.at).toLocaleString([], { month: "short", day: "numeric", hour: "numeric", minute: "2-digit" });
  const article = make("article", {}, make("header", {}, make("b", {}, shown.author), make("time", {}, at)));
  for (const flag of shown.flags) article.append(make("span", { class: "flag" }, flag), " ");
  article.append(make("p", {}, shown.text));
  if (shown.media.length) article.append(make("div", { class: "media" }, ...shown.media.map(drawMedium)));
  if (shown.card) {
    const lines = [shown.card.title, shown.card.url || shown.card.uri].filter(Boolean).map((line) => make("div", {}, line));
    article.append(make("div", { class: "card" }, ...lines));
  }
  for (const text of shown.comments) article.append(make("p", { class: "comment" }, text));
  article.append(make("footer", {}, ...Object.keys(SIGNS).map((name) => drawFigure(network, shown, name))));
  return article;
}

function drawFeed(feed) {
  const title = make("h2", {}, TITLES[feed.name] || feed.name, make("small", {}, String(feed.shown.length)));
  const shown = feed.shown.map((one) => drawShown(feed.name, one));
  return make("section", { "aria-label": feed.name }, title, ...(shown.length ? shown : [make("div", { class: "nothing" }, "Nothing yet.")]));
}

async function look() {
  const answer = await fetch("/feeds");
  const text = await answer.text();
  if (text === last) return;
  last = text;
  document.getElementById("feeds").replaceChildren(...JSON.parse(text).map(drawFeed));
}

async function keepLooking() {
  try {
    await look();
  } catch (error) {
    // The demo has ended; the page stays as it was.
  }
  setTimeout(keepLooking, EVERY);
}

keepLooking();
