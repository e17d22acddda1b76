/** Reads the calendars that alumni keep elsewhere, for as long as the service runs. */
import fp from 'fastify-plugin';
import { periodically } from '../../leases/periodically.ts';
import { logged } from '../../problem.ts';
import { type CalendarFetcherOptions, createCalendarFetcher } from '../outside/fetch-calendar.ts';
import { createBusyReader } from '../outside/read-in-worker.ts';
import { type ReadingDeps, readDueCalendars } from './reading.ts';

type Deps = Omit<ReadingDeps, 'fetchCalendar' | 'reader' | 'stopping' | 'failed'> &
  Pick<CalendarFetcherOptions, 'privateHosts'>;

export const busyReading = fp<Deps>(async (app, { privateHosts, ...deps }) => {
  const stop = new AbortController();
  const stopping = stop.signal;
  const reader = createBusyReader();
  // Before the work is waited for: a server that says nothing holds nobody up.
  app.addHook('preClose', async () => {
    stop.abort();
    await reader.close();
  });
  await app.register(
    periodically,
    readDueCalendars({
      ...deps,
      reader,
      stopping,
      fetchCalendar: createCalendarFetcher({ privateHosts, stopping }),
      failed: (error) => app.log.warn(logged(error), 'A calendar kept elsewhere could not be read'),
    }),
  );
});
