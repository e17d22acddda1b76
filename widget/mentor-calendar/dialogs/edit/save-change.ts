import type { Scope, SlotView } from '@mentor-slots/contract';
import type { PublishingCalls } from '../../../client/calls/publishing-calls.ts';
import { SlotUpdatedEvent } from '../../../element/events.ts';
import type { DialogContext } from '../dialog-context.ts';
import { cameIn } from './came-in.ts';
import { changeBody, type FormDraft } from './draft.ts';

/** Saves what differs, shows the session, says who came in from its queue, and tells the page. Returns the sessions that changed, `slot` first. */
export async function saveChange(
  context: DialogContext,
  calls: PublishingCalls,
  slot: SlotView,
  draft: FormDraft,
  scope: Scope,
): Promise<readonly SlotView[]> {
  const body = changeBody(slot, draft);
  if (!body) return [];
  const before = context.slots();
  const slots = await calls.change(slot.id, scope, body);
  const own = slots.find(({ id }) => id === slot.id) ?? slots[0] ?? slot;
  const when = context.show(own);
  const { text } = context.viewing;
  const isMany = slots.length > 1;
  const said = isMany ? text('saidSavedMany', { count: slots.length }) : text('saidSaved', { when });
  context.notify([said, ...cameIn(before, slots, context.viewing)].join(' '), own.id);
  for (const one of slots) context.dispatch(new SlotUpdatedEvent(one));
  return [own, ...slots.filter((one) => one !== own)];
}
