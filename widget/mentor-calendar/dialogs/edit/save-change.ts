import type { Scope, SlotView } from '@mentor-slots/contract';
import type { SlotClient } from '../../../client/slot-client.ts';
import { SlotUpdatedEvent } from '../../../element/events.ts';
import type { DialogContext } from '../dialog-context.ts';
import { changeBody, type FormDraft } from './draft.ts';

/** Saves what differs, shows the session, and tells the page. Returns the sessions that changed, `slot` first. */
export async function saveChange(
  context: DialogContext,
  client: SlotClient,
  slot: SlotView,
  draft: FormDraft,
  scope: Scope,
): Promise<readonly SlotView[]> {
  const body = changeBody(slot, draft);
  if (!body) return [];
  const slots = await client.api.change(slot.id, scope, body);
  const own = slots.find(({ id }) => id === slot.id) ?? slots[0] ?? slot;
  const when = context.show(own);
  const { text } = context.viewing;
  const isMany = slots.length > 1;
  context.notify(
    isMany ? text('saidSavedMany', { count: slots.length }) : text('saidSaved', { when }),
    own.id,
  );
  for (const one of slots) context.dispatch(new SlotUpdatedEvent(one));
  return [own, ...slots.filter((one) => one !== own)];
}
