import { html, nothing, type TemplateResult } from 'lit';
import { PrivateNoteEditor } from '../../../element/session/index.ts';
import type { DialogContext } from '../../dialogs/dialog-context.ts';

/** What the alumnus writes about each student for themselves alone: read when it is opened, and kept as typed when it is closed. */
export class PrivateNotes {
  readonly #editors = new Map<string, PrivateNoteEditor>();
  readonly #opened = new Set<string>();
  /** What was said last, for a status line. */
  said = '';

  constructor(private readonly context: DialogContext) {}

  render(bookingId: string, name: string): TemplateResult {
    const { text } = this.context.viewing;
    const isOpen = this.#opened.has(bookingId);
    const label = text('actionLabel', { action: text('privateTitle'), when: name });
    return html`<div class="for-oneself"><button type="button" class="link small muted" part="button" data-action="open-private" aria-expanded=${isOpen} aria-label=${label}
        @click=${() => this.#toggle(bookingId)}>${text('privateTitle')}</button></div>
      ${isOpen ? this.#editorOf(bookingId).render() : nothing}`;
  }

  #toggle(bookingId: string): void {
    if (!this.#opened.delete(bookingId)) {
      this.#opened.add(bookingId);
      void this.#editorOf(bookingId).read();
    }
    this.context.viewing.changed();
  }

  #editorOf(bookingId: string): PrivateNoteEditor {
    const say = (text: string) => {
      this.said = text;
    };
    const editor =
      this.#editors.get(bookingId) ?? new PrivateNoteEditor(this.context.viewing, bookingId, say);
    this.#editors.set(bookingId, editor);
    return editor;
  }
}
