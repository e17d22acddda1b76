/** What `npm run prove` runs whole. */
/** How much of each is tried; the table in docs/contributing.md has them all. */
export const whole = {
  SCHEDULES: '1000',
  FINDINGS: '100',
  REQUESTS: '100000',
  FRAMES: '100000',
  TOKENS: '20000',
  SOCKETS: '10000',
  RACES: '20',
  CLUSTER_ROUNDS: '20',
  QUEUE_ROUNDS: '20',
  ROLLS: '5',
  ROLL_CALLERS: '25',
  OUTAGE_SECONDS: '30',
  KILLS: '50',
  HISTORY_KILLS: '1000',
  CLUSTER_HISTORY_KILLS: '100',
  GUARDS: 'all',
  DROPPED: '1000',
  ZONES: 'all',
  ZONE_REQUESTS: '300',
  SOAK_MINUTES: '60',
  MESSAGE_KILLS: '400',
  UPGRADE_KILLS: 'all',
  MEDIA_MB: '512',
  LOOKS: 'all',
  STATES: 'all',
  STRINGS: 'all',
  AUDIT: 'npm',
  RELEASE_INSTALL: 'npm',
};

const ofServer = (name) => `server/${name}.test.ts`;
const ofBrowser = (name) => `e2e/${name}.test.ts`;

/** Load and faults that a machine with other work in hand would add its own to: one after another, with nothing beside them. */
export const alone = ['outage', 'cluster-rolling'].map(ofServer);

export const together = [
  ...[
    'schedules',
    'race',
    'move-race',
    'cluster',
    'cluster-queue',
    'kill',
    'history',
    'history-guards',
    'cluster-history',
    'durability',
    'fuzz-requests',
    'fuzz-frames',
    'http/token-fuzz',
    'http/floods',
    'idempotency/dropped-answers',
    'time/every-zone',
    'soak',
    'messages-kill',
    'db/schema-upgrade',
    'publishing/open-model',
    'media',
  ].map(ofServer),
  ...[
    'accessibility',
    'states-colours',
    'states-layout',
    'hostile-hosts',
    'hostile-strings',
    'audit',
    'hosts',
    'release',
  ].map(ofBrowser),
];

/** Tests that are short in `npm test`, and whole by these numbers. */
export const proofs = [...alone, ...together];

/** What is about time, and where the host's own clock may decide nothing. `npm test` runs in the zone that the machine is in. */
export const aboutTime = [
  ...['time', 'publishing', 'bookings', 'calendars', 'messages/mail', 'office'].map(
    (name) => `server/${name}/`,
  ),
  'widget/',
  'contract/',
];
export const hostZones = ['Pacific/Kiritimati', 'America/St_Johns'];
