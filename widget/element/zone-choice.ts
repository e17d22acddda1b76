import { html, nothing, type TemplateResult } from 'lit';
import type { Failure } from '../client/failure.ts';
import type { ZoneDialog } from '../look/dialog/zone-dialog.ts';
import { noticeLine } from '../look/notice.ts';
import { type ZoneBar, zoneBar } from '../look/zone-bar.ts';
import { chosenHourCycle, chosenZone } from './choice.ts';
import { failureNotice } from './failures.ts';
import { LazyFile } from './lazy-file.ts';
import type { Viewing } from './viewing.ts';

/** In which zone and by which clock times are told, and the way to others. */
export class ZoneChoice {
  /** While it is open. */
  #open: ZoneDialog | null = null;
  /** The dialog could not be reached. */
  #failure: Failure | null = null;
  readonly #dialog: LazyFile<typeof import('../look/dialog/zone-dialog.ts')>;

  constructor(
    private readonly viewing: Viewing,
    /** The zones of what is shown, such as the mentor's: they are offered first. */
    private readonly shownZones: () => readonly string[],
  ) {
    this.#dialog = new LazyFile(viewing, () => import('../look/dialog/zone-dialog.ts'));
  }

  /**
   * The line that tells them, and whether what is shown is up to date, unless something beside it says that it is not.
   * `knownAt`: when it was last known to be true, ms.
   */
  renderBar(connection: ZoneBar['connection'], knownAt: number): TemplateResult {
    const { viewer, now, text, outdated } = this.viewing;
    const bar = zoneBar({
      viewer,
      now,
      connection: outdated && connection === 'live' ? null : connection,
      knownAt,
      text,
      changeZone: () => void this.#show(),
      changeHours: (hourCycle) => chosenHourCycle.set(hourCycle),
    });
    if (!this.#failure) return bar;
    return html`${bar}<div role="alert">${noticeLine(failureNotice(this.viewing, this.#failure), text)}</div>`;
  }

  renderDialog(): TemplateResult | typeof nothing {
    return this.#open?.render(this.viewing) ?? nothing;
  }

  async #show(): Promise<void> {
    const { viewing } = this;
    this.#failure = null;
    const file = await this.#dialog.getOr((failure) => {
      this.#failure = failure;
    });
    if (file) {
      const { timeZone } = viewing.viewer;
      this.#open = new file.ZoneDialog(timeZone, this.shownZones(), viewing.changed, (zone) => {
        if (zone) chosenZone.set(zone);
        this.#open = null;
        viewing.changed();
      });
    }
    viewing.changed();
  }
}
