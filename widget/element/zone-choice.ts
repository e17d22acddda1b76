import { html, nothing, type TemplateResult } from 'lit';
import type { Failure } from '../client/failure.ts';
import type { SlotClient } from '../client/slot-client.ts';
import { noticeLine } from '../look/notice.ts';
import { zoneBar } from '../look/zone-bar.ts';
import { chosenHourCycle, chosenZone } from './choice.ts';
import { failureNotice } from './failures.ts';
import { LazyFile } from './lazy-file.ts';
import type { Viewing } from './viewing.ts';

/** In which zone and by which clock times are told, and the way to others. */
export class ZoneChoice {
  #isOpen = false;
  /** The dialog could not be reached. */
  #failure: Failure | null = null;
  readonly #dialog: LazyFile<typeof import('../look/zone-dialog.ts')>;

  constructor(private readonly viewing: Viewing) {
    this.#dialog = new LazyFile(viewing, () => import('../look/zone-dialog.ts'));
  }

  /** The line that tells them, and whether what is shown is live. `knownAt`: when it was last known to be true, ms. */
  renderBar(connection: SlotClient['connection'], knownAt: number): TemplateResult {
    const { viewer, now, text } = this.viewing;
    const bar = zoneBar({
      viewer,
      now,
      connection,
      knownAt,
      text,
      changeZone: () => void this.#open(),
      changeHours: (hourCycle) => chosenHourCycle.set(hourCycle),
    });
    if (!this.#failure) return bar;
    return html`${bar}<div role="alert">${noticeLine(failureNotice(this.viewing, this.#failure), text)}</div>`;
  }

  renderDialog(): TemplateResult | typeof nothing {
    const { file } = this.#dialog;
    if (!this.#isOpen || !file) return nothing;
    const { viewer, text } = this.viewing;
    return file.zoneDialog(viewer, text, (zone) => {
      if (zone) chosenZone.set(zone);
      this.#isOpen = false;
      this.viewing.changed();
    });
  }

  async #open(): Promise<void> {
    this.#failure = null;
    try {
      await this.#dialog.get();
      this.#isOpen = true;
    } catch (failure) {
      // That it is outdated the element says by itself.
      if (!this.viewing.outdated) this.#failure = failure as Failure;
    }
    this.viewing.changed();
  }
}
