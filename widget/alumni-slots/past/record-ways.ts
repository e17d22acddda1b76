/** What a record needs of the element. */
export interface RecordWays {
  /** Speaks in a status line. */
  say(text: string): void;
  /** After the next drawing the focus goes there. */
  moveFocus(selector: string): void;
}
