import { dayKey, whenOf } from '../../calendar/format.ts';
import type { Viewing } from '../../element/viewing.ts';
import type { SlotsName } from '../../text/names.ts';
import type { Session } from '../rows/session.ts';
import type { SlotNotices } from './notices.ts';

/**
 * The session whose details are open, in which somebody may be writing, or else in which they wanted a seat last: what becomes of it
 * is said where they look.
 */
export class LookedAt {
  /** As it was last, while it is looked at. */
  #session: Session | null = null;
  #isGone = false;

  constructor(
    private readonly viewing: Viewing<SlotsName>,
    private readonly notices: SlotNotices,
  ) {}

  /** Before each drawing: what is to be shown. A session that its mentor has taken away stays, as called off, until it is closed or over. */
  update(sessions: readonly Session[], lookedId: string | null): readonly Session[] {
    const before = this.#session?.slot.id === lookedId ? this.#session : null;
    const now = sessions.find(({ slot }) => slot.id === lookedId);
    this.#session = now ?? before;
    if (now && before) this.#follow(before, now);
    const wasGone = this.#isGone;
    this.#isGone = !now && before !== null && Date.parse(before.slot.endsAt) > this.viewing.now;
    if (!before || !this.#isGone) return sessions;
    if (!wasGone) this.#say(before);
    const at = sessions.findIndex(({ slot }) => slot.startsAt > before.slot.startsAt);
    return sessions.toSpliced(at < 0 ? sessions.length : at, 0, calledOff(before));
  }

  #say({ slot }: Session): void {
    const { text, viewer } = this.viewing;
    this.notices.forget(slot.id);
    this.notices.said = `${whenOf(viewer, slot)}: ${text('mentorCalledOff', { name: slot.alumniName })}`;
  }

  /** On another day it may stand where nobody looks. */
  #follow({ slot: before }: Session, { slot }: Session): void {
    const { viewer, element } = this.viewing;
    if (dayKey(viewer, before.startsAt) === dayKey(viewer, slot.startsAt)) return;
    requestAnimationFrame(() => {
      element.renderRoot
        .querySelector(`[data-id="${slot.id}"] textarea`)
        ?.scrollIntoView({ block: 'nearest' });
    });
  }
}

function calledOff(session: Session): Session {
  return {
    ...session,
    standing: 'called-off',
    clash: null,
    isFree: false,
    isWaitable: false,
    opensAt: null,
    hasFreeSeat: false,
    isTheirs: false,
    isQueued: false,
  };
}
