/** A file of the elements did not come: why not, and what helps. */
import { html, nothing, type TemplateResult } from 'lit';
import { Failure } from '../client/failure.ts';
import { noticeLine } from '../look/notice.ts';
import { failureNotice } from './failures.ts';
import type { Viewing } from './viewing.ts';

declare global {
  /** By the build: the names of the files that the module fetches, but for the texts. */
  const __FILES__: readonly string[];
  /** By the build: changes with the name of any file of texts. */
  const __TEXTS__: string;
}

/** Where each file is, below the module; the texts are named where they are fetched. */
export const files: readonly string[] = __FILES__;

const patience = 8_000;

/**
 * Compares the module that runs with the one that is served now: the same, another release's, or none that can be read. It is
 * asked for past every cache, so that a reload gets the one of now.
 */
export async function servedModule(): Promise<'same' | 'other' | 'none'> {
  try {
    const signal = AbortSignal.timeout(patience);
    const response = await fetch(import.meta.url, { cache: 'reload', signal });
    if (!response.ok) return 'none';
    const text = await response.text();
    return [...files, __TEXTS__].every((name) => text.includes(name)) ? 'same' : 'other';
  } catch {
    return 'none';
  }
}

/** Why a file of the elements did not come: `outdated` where another release is served by now, else `offline`. */
export async function whyMissing(): Promise<Failure> {
  return (await servedModule()) === 'other'
    ? new Failure('outdated', 'The elements were updated. Reload the page.')
    : new Failure('offline', 'The service cannot be reached.');
}

/** Where a newer release has replaced this one: says so on top of the element, wherever somebody has scrolled to. */
export function outdatedBar(viewing: Viewing): TemplateResult | typeof nothing {
  const { outdated, text } = viewing;
  if (!outdated) return nothing;
  const button = html`<button type="button" class="btn small" part="button" @click=${() => location.reload()}>${text('reload')}</button>`;
  return html`<div class="outdated" role="alert" dir=${viewing.direction ?? nothing}>
    ${noticeLine(failureNotice(viewing, outdated), text, button)}
  </div>`;
}
