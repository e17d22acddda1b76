/** Why a calendar that is kept elsewhere could not be read. */
import type { BusyProblem } from '@mentor-slots/contract';

/** No sentence has the address in it: that may hold a secret. */
const sentences: Readonly<Record<BusyProblem, string>> = {
  private_address: 'The address leads into a private network: only calendars on the open internet are read.',
  unknown_host: 'No server of that name was found: look at how the address is written.',
  unreachable: 'The server cannot be reached, or it hung up.',
  certificate: 'The certificate of the server is not valid for this address, so it may be somebody else.',
  too_slow: 'The server took too long to answer.',
  redirected: 'The address leads on to another one: give the one that it leads to.',
  sign_in_needed:
    'The server asks for a sign-in: give the address of a calendar that is shared by its address.',
  not_found: 'There is no calendar at the address, or no longer.',
  refused: 'The server refuses to give the calendar.',
  server_error: 'The server answers that it cannot give the calendar at the moment.',
  web_page: 'The address answers with a web page, not a calendar.',
  not_a_calendar: 'The address answers with something that is not a calendar.',
  too_large: 'The calendar is larger than 1 MB.',
  too_many_events: 'The calendar has more events, or events that repeat more often, than can be read.',
  unreadable: 'The calendar is damaged: it breaks off, or its times cannot be read.',
};

/** One sentence for the person whose calendar it is, in English. */
export function tellOutsideProblem(problem: BusyProblem): string {
  return sentences[problem];
}

/** Thrown where it is found, and caught where the calendar is asked for. */
export class OutsideRefusal extends Error {
  constructor(readonly problem: BusyProblem) {
    super(problem);
  }
}
