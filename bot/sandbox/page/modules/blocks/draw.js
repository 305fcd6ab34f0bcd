// From a list of blocks to elements: which family draws which kind.

import { el, keyed } from "../dom.js";
import { drawAlert } from "./alert.js";
import { drawCard, drawCarousel, drawContainer } from "./cards.js";
import { drawFile } from "./files.js";
import { drawInput } from "./input.js";
import { drawImage } from "./pictures.js";
import { drawRichText } from "./rich.js";
import { drawActions, drawContext, drawDivider, drawHeader, drawSection } from "./classic.js";
import { drawMarkdown } from "./markdown.js";
import { drawDataTable, drawTable } from "./table.js";
import { drawUnknown } from "./unknown.js";

const families = {
  actions: drawActions,
  alert: drawAlert,
  card: drawCard,
  carousel: drawCarousel,
  container: drawContainer,
  context: drawContext,
  context_actions: drawActions,
  data_table: drawDataTable,
  divider: drawDivider,
  file: drawFile,
  header: drawHeader,
  image: drawImage,
  input: drawInput,
  markdown: drawMarkdown,
  rich_text: drawRichText,
  section: drawSection,
  table: drawTable,
};

/** Draws `blocks` into `container`; a block that is the same as before is left alone. `errors` are by block_id. */
export function drawBlocks(container, blocks, surface, errors = {}) {
  keyed(container, blocks, {
    key: (block, index) => block.block_id ?? index,
    sign: (block) => JSON.stringify([block, errors[block.block_id] ?? null]),
    draw: (block) => drawBlock(block, surface, errors[block.block_id]),
  });
}

function drawBlock(block, surface, error) {
  const family = families[block.type] ?? drawUnknown;
  return el(
    "div",
    { class: `block block-${family === drawUnknown ? "unknown" : block.type}` },
    family(block, surface, error, drawBlocks),
  );
}
