import { html, type TemplateResult } from 'lit';
import { zoneCity } from '../calendar/format.ts';
import type { Viewer } from '../calendar/viewer.ts';
import type { CommonName, Tell } from '../text/names.ts';
import { closeDialog, dialogFrame, dialogStyles } from './dialog.ts';
import { zoneOptions } from './zone-options.ts';

export const styles = [dialogStyles];

/** The choice of another zone. `closed` is told which, or null where the present one is kept. */
export function zoneDialog(
  viewer: Viewer,
  text: Tell<CommonName>,
  closed: (zone: string | null) => void,
): TemplateResult {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    closed((event.currentTarget as HTMLFormElement).querySelector('select')?.value ?? null);
  };
  return dialogFrame(
    { id: 'zone', title: text('zoneTitle'), closed: () => closed(null), submit },
    html`<label class="field">
      <span class="unseen">${text('zoneLabel')}</span>
      <select>${zoneOptions(viewer.timeZone)}</select>
    </label>`,
    html`<button type="button" class="btn" @click=${closeDialog}>${text('zoneKeep', { zone: zoneCity(viewer.timeZone) })}</button>
      <button class="btn primary">${text('zoneTake')}</button>`,
  );
}
