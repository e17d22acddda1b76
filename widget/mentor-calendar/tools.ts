import { html, nothing, type TemplateResult } from 'lit';
import type { CalendarContext } from './context/calendar-context.ts';

/** Below the month: how it goes together with the calendars that are kept elsewhere, which is for their own person alone. */
export function tools({ text, actions, behalf }: CalendarContext): TemplateResult | typeof nothing {
  if (behalf) return nothing;
  const tool = (name: 'subscribe' | 'elsewhere', open: () => void) =>
    html`<button type="button" class="link" data-action=${name} @click=${open}>${text(name)}</button>`;
  return html`<div class="tools small muted">${tool('subscribe', actions.subscribe)}${tool('elsewhere', actions.nameCalendars)}</div>`;
}
