// Select menus of every source, for one and for many.

import { combobox } from "../combobox.js";
import { nameOf, people } from "../people.js";
import { channels, state } from "../state.js";
import { changed } from "./press.js";
import { partName } from "./surface.js";
import { textOf } from "./texts.js";

/** How a choice travels: its field for one and for many, the name of its initial value, and what is offered. */
const sources = {
  static: { one: "selected_option", many: "selected_options", initial: "initial_option", offered: optionItems },
  external: { one: "selected_option", many: "selected_options", initial: "initial_option", offered: externalItems },
  users: { one: "selected_user", many: "selected_users", initial: "initial_user", offered: userItems },
  conversations: {
    one: "selected_conversation",
    many: "selected_conversations",
    initial: "initial_conversation",
    offered: conversationItems,
  },
  channels: { one: "selected_channel", many: "selected_channels", initial: "initial_channel", offered: channelItems },
};

export function drawSelect(element, block, surface, given) {
  const isMany = element.type.startsWith("multi_");
  const source = sources[element.type.replace("multi_", "").replace("_select", "")];
  const isOption = source.one === "selected_option";
  return combobox({
    offered: (typed) => source.offered(element, block, surface, typed),
    isAsked: source.offered === externalItems,
    chosen: chosenNow(element, filledOrHere(element, block, surface, source), source, isMany).map(
      isOption ? (option) => optionItem(option) : idItem,
    ),
    isMany,
    most: element.max_selected_items,
    placeholder: textOf(element.placeholder) || (isMany ? "Choose…" : "Choose one…"),
    part: partName(block, element),
    given: given["aria-labelledby"] ? given : { "aria-label": textOf(element.placeholder) || "Choose" },
    onchange: (items, node) => {
      const values = items.map((item) => item.value);
      return changed(
        surface,
        block,
        element,
        isMany ? { [source.many]: values } : { [source.one]: values[0] ?? null },
        node,
      );
    },
  });
}

/** In a modal, `default_to_current_conversation` means what this window shows, which the sandbox cannot know. */
function filledOrHere(element, block, surface, source) {
  const filled = surface.filled(block, element);
  const isWanted = element.default_to_current_conversation && surface.kind === "modal";
  const isHere = isWanted && channels().some(({ id }) => id === state.channel);
  if (!isHere || filled?.[source.one]?.length || filled?.[source.many]?.length || surface.isTouched(block, element))
    return filled;
  const here = element.type.startsWith("multi_") ? { [source.many]: [state.channel] } : { [source.one]: state.channel };
  surface.keep(block, element, here);
  return here;
}

function chosenNow(element, filled, source, isMany) {
  if (isMany) return (filled ? filled[source.many] : element[`${source.initial}s`]) ?? [];
  const one = filled ? filled[source.one] : element[source.initial];
  return one ? [one] : [];
}

function optionItem(option, group = "") {
  return { key: option.value, label: textOf(option.text), note: textOf(option.description), group, value: option };
}

function optionItems({ options, option_groups: groups }) {
  if (groups?.length)
    return groups.flatMap((group) => group.options.map((option) => optionItem(option, textOf(group.label))));
  return (options ?? []).map((option) => optionItem(option));
}

const ASKED_FROM = 3;

async function externalItems(element, block, surface, typed) {
  if (typed.length < (element.min_query_length ?? ASKED_FROM)) return [];
  return optionItems(await surface.options(block, element, typed));
}

function userItems() {
  return people()
    .filter((member) => !member.deleted)
    .map(({ id }) => idItem(id));
}

function channelItems() {
  return channels()
    .filter(({ kind }) => kind === "channel")
    .map(conversationItem);
}

function conversationItems(element) {
  const kinds = element.filter?.include;
  return channels()
    .filter(({ kind }) => !kinds || kinds.includes(kind === "im" ? "im" : "public"))
    .map(conversationItem);
}

const conversationItem = ({ id }) => idItem(id);
const idItem = (id) => ({
  key: id,
  label: labelOf(id),
  person: people().some((member) => member.id === id) ? id : null,
  value: id,
});

function labelOf(id) {
  const place =
    channels().find((channel) => channel.id === id) ?? state.workspace.channels.find((channel) => channel.id === id);
  if (!place) return nameOf(id);
  return place.kind === "im" ? nameOf(place.user) : `#${place.name}`;
}
