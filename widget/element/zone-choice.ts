import { nothing, type TemplateResult } from 'lit';
import type { SlotClient } from '../client/slot-client.ts';
import { zoneBar } from '../look/zone-bar.ts';
import { chosenHourCycle, chosenZone } from './choice.ts';
import { LazyFile } from './lazy-file.ts';
import type { Viewing } from './viewing.ts';

/** In which zone and by which clock times are told, and the way to others. */
export class ZoneChoice {
  #isOpen = false;
  readonly #dialog: LazyFile<typeof import('../look/zone-dialog.ts')>;

  constructor(private readonly viewing: Viewing) {
    this.#dialog = new LazyFile(viewing, () => import('../look/zone-dialog.ts'));
  }

  /** The line that tells them, and whether what is shown is live. `knownAt`: when it was last known to be true, ms. */
  renderBar(connection: SlotClient['connection'], knownAt: number): TemplateResult {
    const { viewer, now, text } = this.viewing;
    return zoneBar({
      viewer,
      now,
      connection,
      knownAt,
      text,
      changeZone: () => this.#toggle(true),
      changeHours: (hourCycle) => chosenHourCycle.set(hourCycle),
    });
  }

  renderDialog(): TemplateResult | typeof nothing {
    const { file } = this.#dialog;
    if (!this.#isOpen || !file) return nothing;
    const { viewer, text } = this.viewing;
    return file.zoneDialog(viewer, text, (zone) => {
      if (zone) chosenZone.set(zone);
      this.#toggle(false);
    });
  }

  #toggle(isOpen: boolean): void {
    this.#isOpen = isOpen;
    if (isOpen) this.#dialog.prefetch();
    this.viewing.changed();
  }
}
