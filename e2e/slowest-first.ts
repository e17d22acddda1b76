import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Test files that take half a minute or more, longest first, and before them those that take an hour where they run whole. If one began
 * last, the run would wait for it alone.
 */
const slow = [
  'server/history',
  'server/soak',
  'server/outage',
  'e2e/states-layout',
  'e2e/upgrade',
  'e2e/hosts',
  'e2e/accessibility',
  'server/kill',
  'server/main',
  'server/cli/doctor',
  'server/cluster',
  'server/cluster-quiet',
  'server/messages-kill',
  'server/cluster-rolling',
  'server/cli/nightly',
  'e2e/openapi',
  'e2e/hostile-hosts',
  'server/cli/backup',
  'e2e/month',
  'e2e/layout-shift',
  'server/db/schema-upgrade',
  'server/cli/person',
  'e2e/diagnose',
  'e2e/states-colours',
  'e2e/theming',
  'e2e/states-keyboard',
  'server/cli/report',
  'e2e/booked-session',
  'server/cli/move',
  'server/http/authorization',
];

function rank({ moduleId }: TestSpecification): number {
  const at = slow.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
  return at < 0 ? slow.length : at;
}

/** Orders the test files of a run: the slow ones first, the others as vitest does. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}
