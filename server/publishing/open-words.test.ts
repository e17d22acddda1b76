/** What words find in `GET /api/slots/open`, in every language that the elements speak. */
import type { SlotList } from '@mentor-slots/contract';
import { beforeAll, describe, expect, test } from 'vitest';
import { startService, type TestService } from '../testing/service.ts';

let service: TestService;
/** The text of each session that was published here, by its id. */
const texts = new Map<string, string>();

/** A text, what finds it, and what does not. */
const examples: Record<string, [text: string, finds: string[], not: string[]][]> = {
  English: [
    [
      'CV review',
      ['CV review', 'cv', 'REVIEW', 'rev cv', 'review, CV!', 'r'],
      ['eview', 'reviews', 'cvreview'],
    ],
    ['How do I find a co-founder? (Q&A)', ['co-founder', 'founder', 'Q&A', 'q a'], ['cofounder']],
    ['It’s about 2027: 10 tips', ["it's", 'it', '2027', '10 tip'], ['027']],
    ['ﬁnance and ａｄｖｉｃｅ', ['finance', 'ﬁnance', 'advice', 'ＡＤＶＩＣＥ'], ['nance']],
    ['soft\u00adware en\u200bgineering', ['software', 'en', 'gineering'], ['engineering']],
  ],
  German: [
    [
      'Bewerbungsgespräche üben',
      ['bewerbungsgespräch', 'BEWERBUNGSGESPRAECH', 'bewerbungsgesprach', 'uben', 'ueben'],
      ['gespräch'],
    ],
    ['Größe & Straße', ['grösse', 'GROESSE', 'grosse', 'strasse', 'STRASSE', 'straße', 'STRAẞE'], ['rasse']],
  ],
  French: [
    [
      'L’entretien d’embauche, une œuvre à préparer',
      ['entretien', "l'entretien", 'embauche', 'OEUVRE', 'œuv', 'preparer', 'a prepa'],
      ['tretien'],
    ],
  ],
  Spanish: [['Diseño de currículum: ¿cómo?', ['diseno', 'DISEÑO', 'curriculum', 'cómo', '¿como'], ['iseño']]],
  Portuguese: [['Orientação para graduação', ['orientacao', 'ORIENTAÇÃO', 'gradua'], ['entação']]],
  Chinese: [
    [
      '简历修改，职业规划与面试技巧ABC',
      ['简历', '历修', '职业规划', '规划', '划', '面试技巧', '技巧 简历', '业规划与面', 'abc', 'ａｂ'],
      ['职划', '业务', '改职'],
    ],
    ['領導力 Leadership', ['領導', '力', 'lead'], ['领导']],
  ],
  Arabic: [
    ['مُقَابَلَة العَمَل', ['مقابلة', 'مقابله', 'مُقَابَلَة', 'العمل', 'عمل', 'مقــابلة'], ['قابلة']],
    [
      'أسئلة عن السيرة الذاتية وإدارة المشاريع',
      ['اسئلة', 'أسئلة', 'سيرة', 'السيره', 'ذاتية', 'ادارة', 'إدارة', 'مشاريع'],
      ['دارة'],
    ],
    ['لقاء مع ليلى ٢٠٢٧', ['ليلي', 'ليلى', '2027', '٢٠٢٧', '۲۰۲۷'], ['يلى']],
    ['للطلاب بالجامعة', ['طلاب', 'للطلاب', 'جامعة', 'بالجامعة'], ['لاب']],
  ],
  Hebrew: [
    ['קורות חיים: קו״ח וקריירה', ['קורות', 'חיים', 'קו"ח', 'קו״ח', 'קריירה', 'וקריירה'], ['ריירה']],
    ['הַכְנָה לְרֵאָיוֹן עם יועצים', ['הכנה', 'לראיון', 'ראיון', 'רֵאָיוֹן', 'יועץ', 'יועצים'], ['איון']],
  ],
  others: [
    ['Łódź, İstanbul, Ærø, Þór', ['lodz', 'istanbul', 'ISTANBUL', 'aero', 'thor'], ['stanbul']],
    ['Συνέντευξη με τον Γιώργο', ['συνεντευξη', 'ΓΙΩΡΓΟ', 'γιωργ'], ['ωργο']],
    ['Карьера и резюме: йога', ['карьера', 'РЕЗЮМЕ', 'иога'], ['арьера']],
    ['こんにちは 日本語キャリア', ['にちは', '本語', 'キャリア', 'ｷｬﾘｱ'], ['語日']],
    ['경력 상담을 합니다', ['경력', '상담', '합니다'], ['담을']],
    ['การสัมภาษณ์งาน', ['สัมภาษณ์', 'งาน'], ['งานการ']],
    ['करियर की सलाह', ['करियर', 'की', 'सलाह'], ['के', 'कु']],
  ],
};
const all = Object.values(examples).flat();

beforeAll(async () => {
  service = await startService({ shared: true });
  for (const [index, [text]] of all.entries()) {
    const { id } = await service.publish(`${index}`, 24, { description: text });
    texts.set(id, text);
  }
  return service.close;
});

async function found(q: string): Promise<string[]> {
  const { status, body } = await service.call<SlotList>('GET', `/api/slots/open?q=${encodeURIComponent(q)}`);
  expect([q, status]).toEqual([q, 200]);
  return body.slots.map(({ id }) => texts.get(id) ?? id);
}

describe.each(Object.entries(examples))('%s', (_, pairs) => {
  test.each(pairs)('%s', async (text, finds, not) => {
    for (const q of finds) expect([q, await found(q)]).toEqual([q, expect.arrayContaining([text])]);
    for (const q of not) expect([q, await found(q)]).toEqual([q, expect.not.arrayContaining([text])]);
  });
});

test('signs alone, and no word, leave nothing out', async () => {
  for (const q of ['', ' ', '+++', '“”', '*', '%', '_', '\'"', '🎨', '\u064b', '\u00ad', '-- ;'])
    expect([q, (await found(q)).length]).toEqual([q, Math.min(all.length, 50)]);
});

test('signs that mean something to a database are signs', async () => {
  for (const q of [
    '"cv"',
    'cv*',
    "cv' OR",
    'cv:*',
    '(cv',
    'cv) AND',
    '^cv',
    'cv\\',
    '-cv',
    'words:cv',
    'NEAR(cv',
    '{cv}',
    "'cv'",
  ])
    expect([q, (await found(q)).length <= 1]).toEqual([q, true]);
  expect(await found('"cv"*')).toEqual(['CV review']);
  // Words that a language of queries has are words.
  expect(await found('cv AND review')).toEqual([]);
  expect(await found('cv NOT review')).toEqual([]);
});

test('a word of the name and one of the description together, the name as it is now', async () => {
  const token = (name: string) => service.token('zoe', 'alumni', { name });
  const body = { date: '', startTime: '10:00', endTime: '11:00', timeZone: 'UTC', description: 'Portfolio' };
  body.date = new Date(service.clock.now + 3 * 86_400_000).toISOString().slice(0, 10);
  await service.call('POST', '/api/slots', { token: token('Zoë Brontë'), body });
  expect((await found('bronte portf')).length).toBe(1);
  service.clock.now += 5000;
  await service.call('PUT', '/api/me', { token: token('Zoë Müller'), body: {} });
  expect((await found('bronte')).length).toBe(0);
  expect((await found('zoe mueller portfolio')).length).toBe(1);
});

test('a long word and many words are found, and what differs at their end is not', async () => {
  const words = Array.from({ length: 18 }, (_, index) => `w${index}x`);
  const long = 'donaudampfschifffahrtsgesellschaft';
  const { id } = await service.publish('long', 24, {
    description: `${words.join(' ')} ${long} ${'z'.repeat(300)}`,
  });
  texts.set(id, 'the long one');
  for (const q of [words.join(' '), long, `${long} ${words[3]}`, long.slice(0, 25), 'z'.repeat(150)])
    expect([q, await found(q)]).toEqual([q, ['the long one']]);
  for (const q of [`${words.join(' ')} w99x`, `${long.slice(0, 30)}q`, `${long}x`])
    expect([q, await found(q)]).toEqual([q, []]);
});
