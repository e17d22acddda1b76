/** What a state of an element is: who looks at it, what the service holds, and how a person gets there. */
import type {
  Attendance,
  Booking,
  BusyProblem,
  CreateSlot,
  SlotView,
  WriteSessionNotes,
} from '@mentor-slots/contract';

/** The time in all these pages: a Tuesday. No clock in them shows another. */
export const now = '2026-11-24T08:18:00.000Z';

/** Somebody of a state. Their id is new with every visit, so that visits do not see each other's changes. */
export type Who = 'mentor' | 'colleague' | 'student' | 'other' | 'office';

/** What stands in the service when the page opens, made through its API. */
export interface Seeding {
  /** Publishes a session of half an hour in London of the mentor, unless told otherwise; `by`: of another. */
  open(
    session: Partial<CreateSlot> & Pick<CreateSlot, 'date' | 'startTime'>,
    by?: 'colleague',
  ): Promise<SlotView>;
  /** A series; its sessions. */
  openSeries(
    session: Partial<CreateSlot> & Pick<CreateSlot, 'date' | 'startTime' | 'repeat'>,
  ): Promise<SlotView[]>;
  /** The mentor's sessions to come, or of a day, soonest first. */
  sessions(date?: string): Promise<readonly SlotView[]>;
  /** What everybody sees of that person's sessions to come, soonest first. */
  openOf(who: Who): Promise<readonly SlotView[]>;
  /** Takes a seat. `name` stands for any further student. */
  book(slot: SlotView, name?: string, note?: string): Promise<Booking>;
  /** Joins the waiting list of a session that is full. */
  wait(slot: SlotView, name?: string, note?: string): Promise<Booking>;
  /** Gives a seat back, or leaves the queue. */
  cancel(slot: SlotView, name?: string): Promise<void>;
  settle(slot: SlotView, booking: Booking, decision: 'confirm' | 'decline', message?: string): Promise<void>;
  /** `offers`: each student gets a seat in the first of these that has one. */
  callOff(slot: SlotView, message?: string, offers?: readonly SlotView[]): Promise<void>;
  change(slot: SlotView, change: Partial<CreateSlot>): Promise<void>;
  /** Says for the mentor whether somebody was there; of a session that has begun. */
  mark(slot: SlotView, booking: Booking, attendance: Attendance): Promise<void>;
  /** What the mentor writes for all who were there. */
  writeNotes(slot: SlotView, notes: WriteSessionNotes): Promise<void>;
  /** Adds a recording that can be heard. */
  addRecording(slot: SlotView, name: string): Promise<void>;
  /** How a student found a session that is over. */
  giveFeedback(slot: SlotView, name: string, stars: number, comment?: string): Promise<void>;
  /** Makes an address by which calendars follow somebody's sessions; where it `isRead`, one has read it. */
  follow(who: Who, isRead?: boolean): Promise<void>;
  /** Names calendars that the mentor keeps elsewhere, as if the service had read them. */
  keepElsewhere(calendars: readonly OutsideCalendar[]): Promise<void>;
  /** Runs `work` as if it were that time. */
  at(instant: string, work: () => Promise<void>): Promise<void>;
}

/** A calendar that is kept elsewhere. */
export interface OutsideCalendar {
  url: string;
  label?: string;
  /** When it was last asked for, and when it was last read well; null: not yet. */
  checkedAt: string | null;
  readAt: string | null;
  problem?: BusyProblem;
  /** When its person is busy: instants. */
  busy?: readonly (readonly [startsAt: string, endsAt: string])[];
}

/**
 * How the service answers this visit: `well`, `never`, with a fault of its own (`badly`), or not at all, as if the
 * network were away (`away`).
 */
export type Service = 'well' | 'never' | 'badly' | 'away';

/** What a person does to get there. Selectors are looked for in the element's shadow root. */
export type Step =
  | { press: string }
  /** Waits until it is there. */
  | { see: string }
  | { fill: string; with: string }
  /** Chooses a file of so many bytes. */
  | { choose: string; file: string; type: string; bytes: number }
  | { key: string; on: string; shift?: true }
  /** From here on the service answers like this. */
  | { service: Service }
  /** What others do while the page is open. */
  | { meanwhile: true }
  /** The device sleeps so many minutes. */
  | { sleep: number };

export interface State {
  /** Its address and the name of its pictures. */
  name: string;
  /** For people who look for it. */
  title: string;
  element: 'alumni-slots' | 'mentor-calendar';
  /** Further attributes; `alumni-id`, `token` and `time-zone` are set anyway. */
  attributes?: Readonly<Record<string, string>>;
  /** Who is signed in; null: nobody. */
  viewer: Who | null;
  /** The calendar is the mentor's, whoever is signed in. */
  ofMentor?: true;
  /** It is of no one mentor. */
  isOfAll?: true;
  /** Their token is signed by somebody else. */
  isRefused?: true;
  /** IANA; London unless told. */
  timeZone?: string;
  /** How people are called; English names unless told. */
  names?: Readonly<Partial<Record<Who, string>>>;
  /** The student is one of those who may book a day before the others. */
  isEarly?: true;
  seed?(seeding: Seeding): Promise<void>;
  /** What others do at the step `meanwhile`. */
  meanwhile?(seeding: Seeding): Promise<void>;
  service?: Service;
  /** Requests alone whose address begins with this path: never answered, answered with a fault, overtaken by another student's booking, or told that the queue is full; of a file
   * that it is missing, or was replaced by another release's. */
  answer?: {
    path: string;
    method?: string;
    like: 'never' | 'badly' | 'too-late' | 'no-more' | 'file-missing' | 'updated';
  };
  steps?: readonly Step[];
  /** All of these are seen when the state is reached. */
  shows: readonly string[];
  /** For pictures: as on paper. */
  media?: 'print';
}
