/** What the benchmark does in the page: shows 200 lists of sessions as elements, and as calendars of FullCalendar. */
import { showList } from './fullcalendar/list.js';
import type { Session } from './month-world.ts';

export interface LivePage {
  /** Only these are laid out from now on. */
  show(which: 'own' | 'base'): void;
  /** From here on, looks for a change of what these elements say. */
  expectChanges(elements: readonly number[]): void;
  /** Resolves once each of them has changed. */
  changed(): Promise<void>;
  /** Changes an event in each of these calendars, one after another, so many ms apart. */
  change(calendars: readonly number[], apart: number): Promise<void>;
}

interface Calendar {
  getEvents(): { setProp(name: string, value: string): void }[];
}

/** The sessions of each mentor, by their id. Resolves once all that is shown stands there. */
export async function prepareLists(
  api: string,
  lists: Readonly<Record<string, readonly Session[]>>,
  options: object,
): Promise<LivePage> {
  const [ownPlace, basePlace] = [document.createElement('div'), document.createElement('div')];
  document.body.append(ownPlace, basePlace);
  const calendars: Calendar[] = [];
  for (const [alumniId, sessions] of Object.entries(lists)) {
    const element = document.createElement('alumni-slots');
    Object.assign(element, { api, alumniId });
    ownPlace.append(element);
    const place = document.createElement('div');
    basePlace.append(place);
    calendars.push(showList(place, sessions, options));
  }
  let expected: Promise<void>[] = [];
  const texts = () => [...ownPlace.children].map((one) => one.shadowRoot?.textContent ?? '');
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  while (!texts().every((text) => text.includes('Questions about careers'))) await pause(100);
  return {
    expectChanges(elements) {
      expected = elements.map(
        (index) =>
          new Promise((resolve) => {
            const root = ownPlace.children[index]?.shadowRoot;
            const observer = new MutationObserver(() => {
              observer.disconnect();
              resolve();
            });
            if (root) observer.observe(root, { subtree: true, childList: true, characterData: true });
          }),
      );
    },
    async changed() {
      await Promise.all(expected);
    },
    show(which) {
      ownPlace.hidden = which !== 'own';
      basePlace.hidden = which !== 'base';
    },
    async change(which, apart) {
      for (const index of which) {
        calendars[index]?.getEvents()[0]?.setProp('title', `Questions about careers: seat ${Math.random()}`);
        await pause(apart);
      }
    },
  };
}
