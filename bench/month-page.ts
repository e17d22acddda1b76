/** What the benchmark does in the page: shows a month in one calendar or the other, and says how long it took. */
import { showMonth } from './fullcalendar/month.js';
import type { Session } from './month-world.ts';

export interface MonthPage {
  /** Shows the month anew; resolves to how long it took until it was painted, ms. */
  own(options: object): Promise<number>;
  base(options: object): Promise<number>;
  /** From here on, counts the nodes that change. */
  watch(which: 'own' | 'base'): void;
  touched(): number;
  /** Changes an event of FullCalendar's. */
  change(id: string): void;
}

interface FullCalendar {
  destroy(): void;
  getEventById(id: string): { setProp(name: string, value: string): void } | null;
}

/** Resolves once the element's files, its texts and its sessions are here; its script is on the page. */
export async function prepareMonths(
  api: string,
  token: string,
  sessions: readonly Session[],
): Promise<MonthPage> {
  const place = () => {
    const one = document.createElement('div');
    one.style.width = '1100px';
    document.body.append(one);
    return one;
  };
  const [ownPlace, basePlace] = [place(), place()];
  let calendar: FullCalendar | null = null;

  const painted = () =>
    new Promise<void>((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve();
        port2.postMessage(null);
      });
    });
  /** Only the one that is measured is laid out. */
  const timed = async (one: HTMLElement, other: HTMLElement, show: () => void, isThere: () => boolean) => {
    other.style.display = 'none';
    one.style.display = 'block';
    await painted();
    await painted();
    const start = performance.now();
    show();
    do await painted();
    while (!isThere());
    return performance.now() - start;
  };
  const seen: Set<Node> = new Set();
  let observer: MutationObserver | null = null;

  const page: MonthPage = {
    own: () =>
      timed(
        ownPlace,
        basePlace,
        () => {
          const one = document.createElement('mentor-calendar');
          Object.assign(one, { api, token });
          ownPlace.replaceChildren(one);
        },
        () => Boolean(ownPlace.firstElementChild?.shadowRoot?.querySelector('td .mark, td [part~=mark]')),
      ),
    base: (options) => {
      calendar?.destroy();
      basePlace.replaceChildren();
      return timed(
        basePlace,
        ownPlace,
        () => {
          calendar = showMonth(basePlace, sessions, options);
        },
        () => Boolean(basePlace.textContent?.includes('Questions about careers')),
      );
    },
    watch(which) {
      const root = which === 'own' ? ownPlace.firstElementChild?.shadowRoot : basePlace;
      if (!root) return;
      seen.clear();
      observer?.disconnect();
      observer = new MutationObserver((records) => {
        for (const { target, addedNodes, removedNodes, type } of records) {
          if (type !== 'childList') seen.add(target);
          for (const node of [...addedNodes, ...removedNodes]) seen.add(node);
        }
      });
      observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
    },
    touched: () => seen.size,
    change: (id) => calendar?.getEventById(id)?.setProp('title', 'Questions about careers: a seat taken'),
  };
  await page.own({});
  return page;
}
