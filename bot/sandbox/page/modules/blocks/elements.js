// Interactive elements: which family draws which kind.

import { drawButton, drawOverflow } from "./buttons.js";
import { drawChoices } from "./choices.js";
import { drawFeedback, drawIconButton } from "./feedback.js";
import { drawFileInput } from "./files.js";
import { drawPicker } from "./pickers.js";
import { picture } from "./pictures.js";
import { drawRichInput } from "./rich_input.js";
import { drawSelect } from "./selects.js";
import { drawTyped } from "./typed.js";
import { drawUnknown } from "./unknown.js";

const families = {
  button: drawButton,
  workflow_button: drawButton,
  overflow: drawOverflow,
  feedback_buttons: drawFeedback,
  icon_button: drawIconButton,
  checkboxes: drawChoices,
  radio_buttons: drawChoices,
  datepicker: drawPicker,
  timepicker: drawPicker,
  datetimepicker: drawPicker,
  file_input: drawFileInput,
  image: (element) => picture(element, "accessory-picture"),
  plain_text_input: drawTyped,
  email_text_input: drawTyped,
  url_text_input: drawTyped,
  number_input: drawTyped,
  rich_text_input: drawRichInput,
  static_select: drawSelect,
  multi_static_select: drawSelect,
  external_select: drawSelect,
  multi_external_select: drawSelect,
  users_select: drawSelect,
  multi_users_select: drawSelect,
  conversations_select: drawSelect,
  multi_conversations_select: drawSelect,
  channels_select: drawSelect,
  multi_channels_select: drawSelect,
};

/** `given` are the attributes by which an input block names its element: aria-labelledby, aria-describedby. */
export function drawElement(element, block, surface, given = {}) {
  const family = families[element.type];
  return family ? family(element, block, surface, given) : drawUnknown(element);
}
