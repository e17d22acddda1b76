import { expect, it } from 'vitest';
import { queriesOf } from './queries.ts';

it.each([
  [null, ['']],
  ['', ['']],
  ['…', ['…', '']],
  ['Review', ['Review', '']],
  ['CV review', ['CV review', 'review', '']],
  ['Portfolio review. Send me a link beforehand.', ['Portfolio review', 'Portfolio', '']],
  ['Working in a start-up: what to expect', ['Working in a start-up', 'Working', '']],
  ['\n  Mock interview\nin English', ['Mock interview', 'interview', '']],
  ['简历修改。请提前发给我', ['简历修改', '']],
  ['مراجعة السيرة الذاتية، لمدة ساعة', ['مراجعة السيرة الذاتية', 'الذاتية', '']],
])('others with the same as %j are looked for by %j', (description, queries) => {
  expect(queriesOf(description)).toEqual(queries);
});

it('no more is asked for than the service takes', () => {
  for (const query of queriesOf('x'.repeat(2_000))) expect(query.length).toBeLessThanOrEqual(200);
});
