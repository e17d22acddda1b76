import { html, type TemplateResult } from 'lit';
import { zoneCity } from '../calendar/format.ts';
import type { Viewer } from '../calendar/viewer.ts';
import { chosenZone } from '../element/choice.ts';
import type { Facts } from '../element/messages.ts';
import { zoneOptions } from './zone-options.ts';

/** The choice of another zone. */
export function zoneDialog(
  viewer: Viewer,
  text: (name: string, facts?: Facts) => string,
  close: () => void,
): TemplateResult {
  function closed({ currentTarget }: Event): void {
    const dialog = currentTarget as HTMLDialogElement;
    if (dialog.returnValue) chosenZone.set(dialog.querySelector('select')?.value ?? null);
    close();
  }
  return html`
    <dialog part="dialog" aria-labelledby="zone-title" @close=${closed}>
      <form method="dialog">
        <h3 id="zone-title">${text('zoneTitle')}</h3>
        <label class="field">
          <span class="unseen">${text('zoneLabel')}</span>
          <select>${zoneOptions(viewer.timeZone)}</select>
        </label>
        <div class="buttons">
          <button class="btn" value="">${text('zoneKeep', { zone: zoneCity(viewer.timeZone) })}</button>
          <button class="btn primary" value="take">${text('zoneTake')}</button>
        </div>
      </form>
    </dialog>
  `;
}
