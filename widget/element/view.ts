import type { CSSResult, nothing, TemplateResult } from 'lit';
import type { Loaded } from '../client/loaded.ts';
import type { SlotClient } from '../client/slot-client.ts';
import type { Viewing } from './viewing.ts';

/** What an element shows and how it answers: a file of its own that is fetched when the element is on a page. */
export interface View {
  /** What the element is about, as far as it is known; null where there is nothing to load. */
  readonly loaded: Loaded<unknown> | null;
  /** Changes whenever `watch` would watch something else. */
  readonly watchKey: string;
  /** Watches what is shown; returns what stops it. */
  watch(client: SlotClient): (() => void)[];
  /** Before each drawing, in which `changed` properties of the element are new. */
  update?(changed: ReadonlyMap<PropertyKey, unknown>): void;
  render(): TemplateResult | typeof nothing;
  /** How often what is shown can change by the clock alone: 1,000 or 60,000 ms. */
  step(): number;
}

/** The file of a view. */
export interface ViewFile<Element> {
  styles: readonly CSSResult[];
  createView(element: Element, viewing: Viewing<string>): View;
}
