/** The rules of docs/operations/alerts.yml, by Prometheus's own program: which of them fire in which hour, and that none does in a good one. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from './testing/temporary-folder.ts';

const rules = fileURLToPath(new URL('../docs/operations/alerts.yml', import.meta.url));
const gib = 2 ** 30;

/** By series what it is in each minute of two hours, as promtool writes it: at two nodes on which all is well. */
const goodHours: Record<string, string> = Object.assign(
  {},
  ...['a', 'b'].map((node) => {
    const of = (name: string, labels = '') => `${name}{job="mentor-slots",instance="${node}"${labels}}`;
    const requests = (status: number) => of('mentor_slots_request_seconds_count', `,status="${status}"`);
    return {
      [of('up')]: '1x120',
      [requests(200)]: '0+600x120',
      [requests(500)]: '0+1x120',
      [requests(503)]: '0+0x120',
      [of('mentor_slots_refusals_total', ',code="maintenance"')]: '0+0x120',
      [of('mentor_slots_request_seconds_bucket', ',le="0.1"')]: '0+600x120',
      [of('mentor_slots_request_seconds_bucket', ',le="2.5"')]: '0+601x120',
      [of('mentor_slots_request_seconds_bucket', ',le="+Inf"')]: '0+601x120',
      [of('mentor_slots_hears_changes')]: '1x120',
      [of('mentor_slots_waiting_units')]: '3x120',
      [of('mentor_slots_backup_age_seconds')]: '0+60x120',
      [of('mentor_slots_backup_whole')]: '1x120',
      [of('mentor_slots_doctor_age_seconds')]: '0+60x120',
      [of('mentor_slots_doctor_whole')]: '1x120',
      [of('mentor_slots_database_bytes')]: `${gib}x120`,
      [of('mentor_slots_wal_bytes')]: `${4 * 2 ** 20}x120`,
      [of('mentor_slots_disk_free_bytes')]: `${20 * gib}x120`,
      [of('mentor_slots_recordings_disk_free_bytes')]: `${90 * gib}x120`,
      [of('mentor_slots_connections_used', ',pool="write"')]: '2x120',
      [of('mentor_slots_connections_most', ',pool="write"')]: '8x120',
      [of('mentor_slots_connections_waiting', ',pool="write"')]: '0x120',
      [of('nodejs_heap_size_used_bytes')]: `${gib / 10}x120`,
      [of('mentor_slots_heap_limit_bytes')]: `${2 * gib}x120`,
    };
  }),
);

/** A series of the node a, by the beginning of it. */
function ofA(beginning: string): string {
  const series = Object.keys(goodHours).find((one) => one.startsWith(beginning));
  if (series === undefined) throw new Error(`There is no ${beginning}`);
  return series;
}

/** Which the short form has no word for. */
const always = (value: 'NaN' | 'Inf') => Array(121).fill(value).join(' ');
const notNumbers = always('NaN');

const requests503 = ofA('mentor_slots_request_seconds_count{job="mentor-slots",instance="a",status="503"');
const maintenance = ofA('mentor_slots_refusals_total');

const hours: [name: string, others: Record<string, string>, fires: string[]][] = [
  ['all is well', {}, []],
  [
    'nobody is watched',
    Object.fromEntries(Object.keys(goodHours).map((one) => [one, ''])),
    ['MentorSlotsNowhere'],
  ],
  ['a node is down', { [ofA('up')]: '0x120' }, ['MentorSlotsDown']],
  [
    'one of the nodes fails and the other does not',
    { [ofA('mentor_slots_request_seconds_count{job="mentor-slots",instance="a",status="500"')]: '0+20x120' },
    ['MentorSlotsFailing'],
  ],
  [
    'nothing can be changed, as an operator wanted it',
    { [requests503]: '0+200x120', [maintenance]: '0+200x120' },
    [],
  ],
  [
    'nothing can be changed, and other things fail',
    { [requests503]: '0+220x120', [maintenance]: '0+200x120' },
    ['MentorSlotsFailing'],
  ],
  [
    'a node of a release that does not count maintenance fails',
    { [requests503]: '0+20x120', [maintenance]: '' },
    ['MentorSlotsFailing'],
  ],
  [
    'one of the nodes is slow and the other is not',
    { [ofA('mentor_slots_request_seconds_bucket{job="mentor-slots",instance="a",le="0.1"')]: '0+500x120' },
    ['MentorSlotsSlow'],
  ],
  [
    'there never was a backup',
    { mentor_slots_backup_age_seconds: always('Inf'), mentor_slots_backup_whole: notNumbers },
    ['MentorSlotsNoBackup'],
  ],
  [
    'the backup is of the day before yesterday',
    { mentor_slots_backup_age_seconds: '129000+60x120' },
    ['MentorSlotsNoBackup'],
  ],
  ['the backup failed', { mentor_slots_backup_whole: '0x120' }, ['MentorSlotsBackupFailed']],
  ['doctor found something', { mentor_slots_doctor_whole: '0x120' }, ['MentorSlotsNotWhole']],
  [
    'doctor does not look',
    { mentor_slots_doctor_age_seconds: always('Inf'), mentor_slots_doctor_whole: notNumbers },
    ['MentorSlotsNotLookedAt'],
  ],
  [
    'the database is away',
    Object.fromEntries(
      [
        'backup_age_seconds',
        'backup_whole',
        'doctor_age_seconds',
        'doctor_whole',
        'database_bytes',
        'wal_bytes',
      ].map((name) => [`mentor_slots_${name}`, notNumbers]),
    ),
    [],
  ],
  [
    'the disk is full',
    { [ofA('mentor_slots_disk_free_bytes')]: `${gib / 10}x120` },
    ['MentorSlotsDiskFull', 'MentorSlotsDiskScarce'],
  ],
  [
    'the disk will be full tomorrow',
    { [ofA('mentor_slots_disk_free_bytes')]: `${20 * gib}-${gib / 60}x120` },
    ['MentorSlotsDiskScarce'],
  ],
  [
    'recordings fill their disk',
    { [ofA('mentor_slots_recordings_disk_free_bytes')]: `${4 * gib}x120` },
    ['MentorSlotsDiskScarce'],
  ],
  ['the log is long', { [ofA('mentor_slots_wal_bytes')]: `${5 * gib}x120` }, ['MentorSlotsLogLong']],
  [
    'all connections are used',
    { [ofA('mentor_slots_connections_used')]: '8x120' },
    ['MentorSlotsConnectionsScarce'],
  ],
  ['many wait to write', { [ofA('mentor_slots_waiting_units')]: '400x120' }, ['MentorSlotsQueueing']],
  [
    'the heap is nearly full',
    { [ofA('nodejs_heap_size_used_bytes')]: `${1.9 * gib}x120` },
    ['MentorSlotsHeapScarce'],
  ],
];

test('in each hour that fire that should, and no other', ({ skip }) => {
  if (spawnSync('promtool', ['--version']).error) skip('promtool is not on this machine');
  const tests = hours.map(([name, others, fires]) => {
    for (const one of Object.keys(others)) ofA(one);
    const series = Object.entries(goodHours).flatMap(([one, values]) => {
      const other = others[one] ?? others[one.slice(0, one.indexOf('{'))] ?? values;
      return other === '' ? [] : [{ series: one, values: other }];
    });
    return {
      name,
      interval: '1m',
      input_series: series,
      promql_expr_test: [
        {
          expr: 'group by (alertname) (ALERTS{alertstate="firing"})',
          eval_time: '2h',
          exp_samples: fires.map((alertname) => ({ labels: `{alertname="${alertname}"}`, value: 1 })),
        },
      ],
    };
  });
  // JSON is YAML, too.
  const file = join(temporaryFolder(), 'hours.yml');
  writeFileSync(file, JSON.stringify({ rule_files: [rules], evaluation_interval: '1m', tests }));
  const { status, stdout, stderr } = spawnSync('promtool', ['test', 'rules', file], { encoding: 'utf8' });
  expect(status, stdout + stderr).toBe(0);
});
