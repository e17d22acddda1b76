/**
 * What the calendar needs as soon as somebody does something: the way to its dialogs, which are files of their own, and
 * what these share. It is fetched on the first touch; whoever only looks never needs it.
 */
import type { RosterEntry, SlotView } from '@mentor-slots/contract';
import { html, type TemplateResult } from 'lit';
import type { Day } from '../../calendar/dates.ts';
import { LazyFile } from '../../element/lazy-file.ts';
import type { Viewing } from '../../element/viewing.ts';
import type { CalendarName } from '../../text/names.ts';
import type { CalendarContext } from '../context.ts';
import { clashesOf, clashList } from './clashes.ts';
import type { CalendarHost } from './dialog-context.ts';
import type { FormDraft } from './edit/draft.ts';
import { announceNew, Publishing } from './publishing.ts';
import { peopleIn, scopeChoice, sessionsIn } from './series-scope.ts';
import { dialogStyles } from './styles.ts';

export const styles = [dialogStyles];

/** What each file of dialogs would otherwise bring along; handed to them as they are made. */
export const kit = {
  clashesOf,
  clashList,
  announceNew,
  newPublishing: () => new Publishing(),
  peopleIn,
  scopeChoice,
  sessionsIn,
} as const;
export type Kit = typeof kit;

/** Dialogs that draw themselves while they are open. */
export interface Tool {
  render(context: CalendarContext): unknown;
}

/** What the calendar asks for. */
export interface Tools {
  add(day: Day): void;
  edit(slot: SlotView): void;
  askDelete(slot: SlotView): void;
  settle(slot: SlotView, booking: RosterEntry, decision: 'confirm' | 'decline'): void;
  copy(context: CalendarContext): void;
  /** Bookings that are being confirmed. */
  readonly busyIds: ReadonlySet<string>;
  /** Days that are being chosen together. */
  readonly picked: readonly Day[];
  render(context: CalendarContext): TemplateResult;
}

export function createTools(
  viewing: Viewing<CalendarName>,
  told: Omit<CalendarHost, 'compose' | 'tell' | 'root'>,
): Tools {
  const compose = (fields: Partial<FormDraft>) => void add(fields.date ?? '', fields);
  const { element } = viewing;
  const host: CalendarHost = {
    ...told,
    compose,
    tell: (event) => element.dispatchEvent(event),
    root: element.renderRoot as ShadowRoot,
  };
  const form = tool(viewing, host, () => import('./edit/index.ts'));
  const removal = tool(viewing, host, () => import('./removal/index.ts'));
  const planning = tool(viewing, host, () => import('./copy/index.ts'));
  const quick = tool(viewing, host, () => import('./quick-add/index.ts'));
  const add = (day: Day, fields?: Partial<FormDraft>) =>
    form.use((made) => made.add(day, viewing.viewer.timeZone, fields));
  // Fetched ahead, so that a press waits for nothing.
  for (const one of [form, quick, removal]) one.fetch().catch(() => {});
  return {
    add: (day) => void add(day),
    edit: (slot) => void form.use((made) => made.edit(slot)),
    askDelete: (slot) => void removal.use((made) => made.askDelete(slot)),
    settle: (...request) => void removal.use((made) => made.settle(...request)),
    copy: (context) => void planning.use((made) => made.copy(context)),
    get busyIds() {
      return removal.made()?.busyIds ?? new Set();
    },
    get picked() {
      return quick.made()?.picked ?? [];
    },
    render: (context) =>
      html`${[form, removal, planning, quick].map((one) => (one.made() as Tool | null)?.render(context))}`,
  };
}

/** A file of dialogs: what it makes, made once. Where it does not come, the calendar says so and stays as it is. */
function tool<T extends Tool>(
  viewing: Viewing<CalendarName>,
  host: CalendarHost,
  fetchFile: () => Promise<{ create(host: CalendarHost, tools: Kit): T }>,
) {
  const part = new LazyFile(viewing, fetchFile);
  let made: T | null = null;
  const fetch = async () => {
    const file = await part.get();
    if (!made) {
      made = file.create(host, kit);
      // It answers from its first drawing on, in the same frame as its styles.
      viewing.changed();
    }
    return made;
  };
  const use = async (act: (made: T) => void) => {
    try {
      act(await fetch());
    } catch {
      host.say(viewing.text('offlineFailure'));
    }
  };
  return { made: () => made, fetch, use };
}
