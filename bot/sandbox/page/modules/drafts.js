// What somebody has filled in and not sent yet, per view or message. It outlives redrawing, as in Slack.

const drafts = new Map();

/** `owner` is a view's id or a message's channel and ts. Fields as in Slack's `state.values`. */
export function keepDraft(owner, blockId, actionId, fields) {
  const values = drafts.get(owner) ?? {};
  values[blockId] = { ...values[blockId], [actionId]: fields };
  drafts.set(owner, values);
}

export const draftOf = (owner, blockId, actionId) => drafts.get(owner)?.[blockId]?.[actionId] ?? null;
export const draftsOf = (owner) => drafts.get(owner) ?? {};
export const forgetDrafts = (owner) => drafts.delete(owner);

/** Forgets what belongs to blocks that the view no longer has. */
export function pruneDrafts(owner, blocks) {
  const values = drafts.get(owner);
  if (!values) return;
  const staying = new Set(blocks.map((block) => block.block_id));
  for (const blockId of Object.keys(values)) if (!staying.has(blockId)) delete values[blockId];
}
