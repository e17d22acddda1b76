import { css, html, nothing, type TemplateResult } from 'lit';

/** Dialogs and fields: fetched with the first file that draws one, since nothing has them before. */
export const dialogStyles = css`
  label.field { display: grid; gap: 5px; font-size: 13px; font-weight: 600; align-content: start; }
  input, select, textarea { font-family: inherit; font-size: 16px; font-weight: 400; line-height: 1.4; color: inherit; background: var(--_surface); border: 1px solid var(--_line-2); border-radius: var(--_r-s); padding: 8px 10px; min-height: 42px; width: 100%; min-width: 0; margin: 0; }
  textarea { resize: vertical; }
  /* It is a part of them that has the focus. */
  [type='date']:focus-within, [type='time']:focus-within { outline: 3px solid var(--_accent); outline-offset: 2px; }
  .btn.danger { border-color: var(--_bad); color: var(--_bad); }

  dialog { width: min(520px, calc(100vw - 24px)); max-height: calc(100dvh - 24px); overflow: auto; overscroll-behavior: contain; border: 1px solid var(--_line); border-radius: calc(var(--_r) + 4px); padding: 22px; background: var(--_surface); color: var(--_ink); box-shadow: 0 18px 50px rgb(0 0 0 / 0.22); text-align: start; }
  dialog::backdrop { background: rgb(8 14 12 / 0.45); }
  dialog h3 { font-size: 18px; line-height: 1.3; font-weight: 650; overflow-wrap: anywhere; }
  dialog h3:focus { outline: none; }
  dialog h3 + * { margin-top: 8px; }
  dialog .buttons { display: flex; flex-wrap: wrap; justify-content: end; gap: 10px; margin-top: 18px; }

  @container (max-width: 480px) {
    dialog .buttons .btn { flex: 1 1 100%; min-height: 44px; }
  }
  @media (max-width: 480px) {
    dialog { padding: 18px 16px; }
    dialog .buttons .btn { flex: 1 1 100%; min-height: 44px; }
  }
`;

/** What every dialog has. */
export interface DialogFrame {
  /** What its ids begin with: `copy` gives the title the id `copy-title`. */
  id: string;
  title: string;
  /** On whose behalf it is used, where that is not one's own. */
  behalf?: string | null;
  /** Its class, where it has styles of its own. */
  kind?: string;
  /** The id of what describes it. */
  describedBy?: string;
  /** The title has the focus first: what is to be decided stands between it and the buttons. */
  focusTitle?: boolean;
  /** Drawn beside the title, such as a button that closes. */
  corner?: TemplateResult;
  /** It has been closed, by Esc or by a button: draw it no more. */
  closed(): void;
  /** Makes a form of it, which Enter submits. */
  submit?(event: SubmitEvent): void;
}

/**
 * A native dialog: Esc, the backdrop and the focus are the browser's. It is drawn only while it is open; the element's
 * FocusKeeper opens it and gives the focus back.
 *
 * The focus is back at once, and the browser tells that it is closed (`close`) only later: what is pressed in between may open it
 * again. So it has ended as soon as Esc asks for it (`cancel`), and of one that is drawn no more nothing is heard. Both events may
 * come from within: a chooser of files has a `cancel` of its own.
 */
export function dialogFrame(frame: DialogFrame, content: unknown, buttons: unknown): TemplateResult {
  const { id, title, behalf, corner, submit } = frame;
  const heading = html`<h3 id="${id}-title" class=${corner ? 'grow' : nothing} tabindex=${frame.focusTitle ? -1 : nothing} ?autofocus=${frame.focusTitle}>${title}</h3>`;
  const above = behalf ? html`<p class="behalf" part="behalf" id="${id}-behalf">${behalf}</p>` : nothing;
  const inside = html`${above}${corner ? html`<div class="row">${heading}${corner}</div>` : heading}
    ${content}
    <div class="buttons">${buttons}</div>`;
  const ended = ({ currentTarget, target }: Event) => {
    const dialog = currentTarget as Element;
    if (target === dialog && dialog.isConnected) frame.closed();
  };
  return html`<dialog
    class=${frame.kind ?? nothing}
    part="dialog"
    aria-labelledby=${behalf ? `${id}-title ${id}-behalf` : `${id}-title`}
    aria-describedby=${frame.describedBy ?? nothing}
    @cancel=${ended}
    @close=${ended}
  >
    ${submit ? html`<form novalidate @submit=${submit}>${inside}</form>` : inside}
  </dialog>`;
}

/** Closes the dialog in which something was pressed. */
export function closeDialog({ currentTarget }: Event): void {
  const dialog = (currentTarget as Element).closest('dialog');
  dialog?.close();
  // The browser's own comes too late, see above.
  dialog?.dispatchEvent(new Event('close'));
}
