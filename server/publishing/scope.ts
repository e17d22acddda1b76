/** Which slots of a series a request is about. */
import type { Scope } from '@mentor-slots/contract';
import type { Queries } from '../db/database.ts';
import { seriesSlots } from '../slots/queries.ts';
import type { NamedSlotRow } from '../slots/slot-view.ts';

/** The slot alone, it and those after it in its series, or the whole series: soonest first, past ones too. */
export async function slotsInScope(
  queries: Queries,
  slot: NamedSlotRow,
  scope: Scope,
): Promise<NamedSlotRow[]> {
  if (scope === 'this' || slot.series_id === null) return [slot];
  const series = await seriesSlots(queries, slot.series_id);
  return scope === 'series' ? series : series.filter((one) => one.starts_at >= slot.starts_at);
}
