/** How the viewer reads times. */
export interface Viewer {
  /** BCP 47. */
  locale: string;
  /** IANA. */
  timeZone: string;
  /** Undefined: as the locale does. */
  hourCycle: 'h12' | 'h23' | undefined;
  /** 1 Monday … 7 Sunday. Undefined: as the locale does. */
  firstDay: number | undefined;
}
