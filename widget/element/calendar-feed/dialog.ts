import { html, nothing, type TemplateResult } from 'lit';
import { ago, dayKey, dayName } from '../../calendar/format.ts';
import { closeDialog, dialogFrame } from '../../look/dialog/dialog.ts';
import { noticeLine } from '../../look/notice.ts';
import type { Viewing } from '../viewing.ts';
import { subscribeAddresses } from './addresses.ts';
import type { FeedChoice } from './state.ts';

/** What the address is, how each calendar gets it, and how it is replaced or stopped. */
export function feedDialog(choice: FeedChoice, viewing: Viewing): TemplateResult | typeof nothing {
  const { isOpen, asking, url, said, problem, isBusy, feed } = choice;
  const { text } = viewing;
  if (!isOpen) return nothing;
  return dialogFrame(
    {
      id: 'feed',
      kind: 'feed',
      title: text('subscribe'),
      focusTitle: true,
      closed: () => choice.close(),
    },
    html`<div aria-busy=${isBusy}>${
      asking
        ? html`<p>${text(asking === 'stop' ? 'feedStopAsk' : 'feedRenewAsk')}</p>`
        : html`<p class="muted">${text('feedWhat')}</p>
            ${url ? address(url, choice, viewing) : feed?.active ? standing(feed, viewing) : nothing}
            <p class="small muted">${text('feedSecret')}</p>`
    }</div>
      <p class="small" role="status">${said ? text(said) : nothing}</p>
      <div role="alert">${problem ? noticeLine(problem, text) : nothing}</div>`,
    buttons(choice, viewing),
  );
}

function standing(
  { createdAt, lastReadAt }: NonNullable<FeedChoice['feed']>,
  { text, viewer, now }: Viewing,
): TemplateResult {
  const day = dayName(viewer.locale, dayKey(viewer, createdAt ?? now));
  return html`<p>${text('feedSince', { day })}
    ${lastReadAt ? text('lastRead', { ago: ago(viewer, now - Date.parse(lastReadAt)) }) : text('notRead')}</p>`;
}

/** The address itself, and the ways into calendars that take it by a link. */
function address(url: string, choice: FeedChoice, viewing: Viewing): TemplateResult {
  const { text } = viewing;
  const links = Object.entries(subscribeAddresses(url, viewing.tellText('title', {}) ?? '')).map(
    ([calendar, to]) =>
      to.startsWith('https')
        ? html`<li><a class="btn" part="button" href=${to} target="_blank" rel="noopener noreferrer" aria-label=${text('addOpens', { calendar })}>${calendar}</a></li>`
        : html`<li><a class="btn" part="button" href=${to}>${calendar}</a></li>`,
  );
  return html`<p>${text('feedOnce')}</p>
    <ul class="takers">${links}</ul>
    <div class="address">
      <label class="field">${text('address')}<input readonly .value=${url} dir="ltr" /></label>
      <button type="button" class="btn" part="button" @click=${() => void choice.copy()}>${text('feedCopy')}</button>
    </div>`;
}

function buttons(choice: FeedChoice, { text }: Viewing): TemplateResult {
  const { asking, url, feed, isBusy } = choice;
  const busy = isBusy ? 'true' : nothing;
  if (asking) {
    const isStop = asking === 'stop';
    return html`<button type="button" class="btn keep" part="button" @click=${() => choice.ask(null)}>${text('feedKeep')}</button>
      <button type="button" class="btn danger" part="button" aria-disabled=${busy} @click=${() => (isStop ? choice.stop() : choice.make())}>
        ${text(isStop ? 'feedStop' : 'feedRenew')}
      </button>`;
  }
  return html`<button type="button" class="btn" part="button" @click=${closeDialog}>${text('close')}</button>
    ${
      url
        ? nothing
        : feed
          ? html`${feed.active ? html`<button type="button" class="btn" part="button" data-action="stop" @click=${() => choice.ask('stop')}>${text('feedStop')}</button>` : nothing}
              <button type="button" class="btn ${feed.active ? '' : 'primary'}" part="button ${feed.active ? '' : 'button-primary'}" data-action="make" aria-disabled=${busy} @click=${() => (feed.active ? choice.ask('renew') : choice.make())}>
                ${text(feed.active ? 'feedRenew' : 'feedMake')}
              </button>`
          : isBusy
            ? nothing
            : html`<button type="button" class="btn" part="button" @click=${() => choice.read()}>${text('retry')}</button>`
    }`;
}
