/** What spreadsheets take for something else. */
import type { ReportRow } from '@mentor-slots/contract';
import { expect, test } from 'vitest';
import { csvOf } from './report-rows.ts';

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '  =1', '＝1', '\n=1'])(
  'no name is a formula to a spreadsheet: %j',
  (alumniName) => {
    const row = { alumniName, sessions: 1, hours: 1, seats: 1, masked: true } as ReportRow;
    expect(csvOf('alumnus', [row]).replace(/^.*\r\n/, '')).toMatch(/^,"?'/);
  },
);
