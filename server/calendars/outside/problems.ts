/** Why a calendar kept elsewhere cannot be read, in words. No sentence repeats its address: it may hold a secret. */
import type { BusyProblem } from '@mentor-slots/contract';

const sentences: Readonly<Record<BusyProblem, string>> = {
  not_found: 'There is no calendar at this address (404).',
  sign_in_needed:
    'The address asks to sign in. Give the one that the calendar offers for subscribing without signing in.',
  redirected: 'The address leads on to another one. Give the one that it leads to.',
  web_page: 'The address answers with a web page, not a calendar.',
  not_a_calendar: 'The address answers with something else than a calendar.',
  unreadable: 'The calendar is broken and cannot be read.',
  too_large: 'The calendar is larger than 1 MB.',
  too_many_events: 'The calendar has more dates than can be read.',
  too_slow: 'The calendar did not come within ten seconds.',
  unreachable: 'The server of the calendar cannot be reached.',
  certificate: 'The server of the calendar has no valid certificate.',
  private_address: 'The address leads into a private network, which the service does not read.',
  server_error: 'The server of the calendar answers with an error.',
};

export function tellBusyProblem(problem: BusyProblem): string {
  return sentences[problem];
}
