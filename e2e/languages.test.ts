/** Each element speaks its page's language, or its own; numbers, dates and weeks go by the whole locale. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startService, type TestService } from '../server/testing/service.ts';
import { launchBrowser, openWindow } from './browser.ts';
import { startHostPage } from './host-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

interface Visit {
  page: Page;
  complaints: string[];
}

/** Tuesday 2 March 2027, 10:00 in London, with five seats, at a service whose clock stands on the day before. */
async function visit(
  body: string | ((service: TestService) => string),
  before: (page: Page) => Promise<unknown> = async () => {},
): Promise<Visit> {
  const host = await startHostPage();
  const service = await startService({
    now: '2027-03-01T09:00:00.000Z',
    env: { ALLOWED_ORIGINS: host.origin },
  });
  await service.publish('ada', 25, { description: 'Open hour', maxParticipants: 5 });
  host.show(typeof body === 'string' ? body : body(service), service.url);
  const { page, complaints } = await openWindow(browser);
  await before(page);
  await page.goto(host.origin);
  return { page, complaints };
}

function columns(element: Locator): Promise<string[]> {
  return element
    .locator('th')
    .evaluateAll((heads) => heads.map((head) => head.getAttribute('abbr') as string));
}

describe('the language of the texts', () => {
  it('is found by tags as people write them', async () => {
    const { page, complaints } = await visit(
      ['zh-TW', 'iw', 'de_AT', 'pt_BR']
        .map((lang) => `<alumni-slots lang="${lang}" alumni-id="ada"></alumni-slots>`)
        .join(''),
    );
    for (const [lang, text] of [
      ['zh-TW', 'Sign in to book'],
      ['iw', 'התחברות לצורך הרשמה'],
      ['de_AT', 'Plätzen frei'],
      ['pt_BR', 'vagas livres'],
    ] as const)
      await page.locator(`[lang=${lang}]`).getByText(text).first().waitFor();
    expect(complaints).toEqual([]);
  });

  it('UX 4: is each element’s own: two on one page differ in language, theme and person', async () => {
    const { page, complaints } = await visit(
      (service) => `
        <alumni-slots id="pt" lang="pt-BR" theme="dark" alumni-id="ada" token="${service.token('mira', 'student')}"></alumni-slots>
        <alumni-slots id="zh" lang="zh-CN" theme="light" alumni-id="ada"></alumni-slots>`,
    );
    const [portuguese, chinese] = [page.locator('#pt'), page.locator('#zh')];
    await portuguese.getByRole('button', { name: 'Reservar: ter., 2 de mar., 10:00 – 10:30' }).waitFor();
    await portuguese.getByText('5 de 5 vagas livres').waitFor();
    await chinese.getByRole('button', { name: '登录后预约：3月2日周二, 10:00 – 10:30' }).waitFor();
    await chinese.getByText('剩余 5/5 个名额').waitFor();
    const grounds = await Promise.all(
      [portuguese, chinese].map((one) =>
        one.locator('.base').evaluate((base) => getComputedStyle(base).backgroundColor),
      ),
    );
    expect(grounds).toEqual(['rgb(22, 26, 25)', 'rgb(255, 255, 255)']);
    await portuguese.getByRole('button', { name: /^Reservar/ }).click();
    await portuguese
      .getByText(/^Vaga confirmada: ter\., 2 de mar\./)
      .first()
      .waitFor();
    await chinese.getByText('剩余 4/5 个名额').waitFor();
    expect(await portuguese.getByRole('button', { name: /^Cancelar/ }).count()).toBe(1);
    expect(await chinese.getByRole('button', { name: /^登录后预约/ }).count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  it('is English where the page’s is not shipped, with that locale’s dates', async () => {
    const { page, complaints } = await visit(
      '<div lang="fi"><alumni-slots alumni-id="ada"></alumni-slots></div>',
    );
    await page.getByRole('button', { name: /^Sign in to book: ti 2\..*, 10\.00 – 10\.30$/ }).waitFor();
    await page.getByText('5 of 5 seats left').waitFor();
    expect(complaints).toEqual([]);
  });

  it('is the host’s where `.messages` replaces a text, with the plurals of the page’s language', async () => {
    const { page } = await visit(
      '<alumni-slots lang="pl" compact alumni-id="ada"></alumni-slots><alumni-slots lang="pt" alumni-id="ada"></alumni-slots>',
    );
    const [polish, portuguese] = [page.locator('[lang=pl]'), page.locator('[lang=pt]')];
    await polish.getByText(/^\s*5 seats left/).waitFor();
    await polish.evaluate((element) => {
      const seatsShort = { one: '{count} miejsce', many: '{count} miejsc', other: '{count} miejsca' };
      Object.assign(element, { messages: { seatsShort } });
    });
    await polish.getByText(/5 miejsc(?!a)/).waitFor();
    // A single text: the others stay.
    await portuguese.evaluate((element) => {
      Object.assign(element, { messages: { signIn: 'Abrir a conta' } });
    });
    await portuguese.getByRole('button', { name: /^Abrir a conta: ter\., 2 de mar\./ }).waitFor();
    await portuguese.getByText('5 de 5 vagas livres').waitFor();
  });

  it('changes with `lang` while somebody writes, and nothing written or opened is lost', async () => {
    const { page, complaints } = await visit(
      (service) =>
        `<alumni-slots alumni-id="ada" token="${service.token('mira', 'student')}"></alumni-slots>`,
    );
    await page.getByRole('button', { name: /^Details, add a note/ }).click();
    await page.getByLabel('A note for ada (name) (optional)').fill('My CV');
    const speak = (language: string) =>
      page.locator('alumni-slots').evaluate((element, tag) => element.setAttribute('lang', tag), language);
    await speak('pt');
    const note = page.getByLabel('Nota para ada (name) (opcional)');
    await note.waitFor();
    expect(await note.inputValue()).toBe('My CV');
    expect(await note.evaluate((field) => (field.getRootNode() as ShadowRoot).activeElement === field)).toBe(
      true,
    );
    await speak('zh');
    expect(await page.getByLabel('给 ada (name) 的留言（可选）').inputValue()).toBe('My CV');
    await page.evaluate(() => {
      document.documentElement.lang = 'pt';
      document.querySelector('alumni-slots')?.removeAttribute('lang');
    });
    expect(await note.inputValue()).toBe('My CV');
    expect(complaints).toEqual([]);
  });
});

describe('the locale', () => {
  it('writes numbers in its own numerals', async () => {
    const { page } = await visit(
      '<alumni-slots id="egypt" lang="ar-EG" alumni-id="ada"></alumni-slots><alumni-slots id="morocco" lang="ar-MA" alumni-id="ada"></alumni-slots>',
    );
    await page.locator('#egypt').getByText('٥').first().waitFor();
    await page.locator('#morocco').getByText('5').first().waitFor();
    await page.locator('#egypt time').getByText('١٠:٠٠').first().waitFor();
    await page.locator('#morocco time').getByText('10:00').first().waitFor();
  });

  it.each([
    { attributes: 'lang="en-GB"', first: 'Monday', last: 'Sunday' },
    { attributes: 'lang="en-US"', first: 'Sunday', last: 'Saturday' },
    { attributes: 'lang="pt-BR"', first: 'domingo', last: 'sábado' },
    { attributes: 'lang="zh-CN"', first: '星期一', last: '星期日' },
    { attributes: 'lang="ar-EG"', first: 'السبت', last: 'الجمعة' },
    { attributes: 'lang="en-US" first-day="mon"', first: 'Monday', last: 'Sunday' },
    { attributes: 'lang="en-GB" first-day="6"', first: 'Saturday', last: 'Friday' },
    { attributes: 'lang="en-GB" first-day="some day"', first: 'Monday', last: 'Sunday' },
  ])('UX 38: begins the week on $first with $attributes', async ({ attributes, first, last }) => {
    const { page } = await visit(`<alumni-slots view="month" alumni-id="ada" ${attributes}></alumni-slots>`);
    const month = page.locator('alumni-slots');
    await month.getByRole('grid').waitFor();
    const heads = await columns(month);
    expect([heads[0], heads.at(-1), heads.length]).toEqual([first, last, 7]);
    // Home goes to it too.
    await month.locator('td[tabindex="0"]').focus();
    await page.keyboard.press('Home');
    const day = await month.evaluate(
      (element) => (element.shadowRoot?.activeElement as HTMLTableCellElement | null)?.cellIndex,
    );
    expect(day).toBe(0);
  });
});
