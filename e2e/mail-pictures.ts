/**
 * `npm run screenshots:mails`: every mail as it looks at a phone's width and a desk's, light and dark, in three languages, and
 * without the sheet that some programs drop. Sheets of them all are in e2e/screenshots/mails/. Words behind it choose:
 * `-- ar 360 dark`, `-- changed reminder`.
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Language } from '@mentor-slots/contract';
import type { Browser } from 'playwright-core';
import { renderMail } from '../server/messages/mail/render.ts';
import { mailExamples } from '../server/testing/mail-examples.ts';
import { launchBrowser, openWindow } from './browser.ts';

const folder = fileURLToPath(new URL('screenshots/mails/', import.meta.url));
const languages: readonly Language[] = ['en', 'de', 'ar'];
const others: readonly Language[] = ['es', 'fr', 'he', 'pt', 'zh'];
const looks = ['light', 'dark', 'bare'] as const;
const widths = [320, 360, 800];

const wanted = process.argv.slice(2);
const chosen = <T extends string | number>(all: readonly T[]) =>
  all.filter((one) => !all.some((each) => wanted.includes(String(each))) || wanted.includes(String(one)));

/** The other five where they are asked for. */
function chosenLanguages(): readonly Language[] {
  const named = [...languages, ...others].filter((one) => wanted.includes(one));
  return named.length > 0 ? named : languages;
}

/** `bare`: as a program shows it that keeps nothing but what stands in the elements. */
async function take(browser: Browser, language: Language, look: (typeof looks)[number], width: number) {
  const columns = width > 500 ? 2 : 4;
  const { page } = await openWindow(browser, {
    colorScheme: look === 'dark' ? 'dark' : 'light',
    viewport: { width: (width + 24) * columns + 40, height: 900 },
  });
  const text = (words: string) =>
    words.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  const examples = mailExamples(language);
  const frames = chosen(Object.keys(examples)).map((name) => {
    const facts = examples[name];
    if (facts === undefined) throw new Error(name);
    const mail = renderMail(facts);
    const shown = look === 'bare' ? mail.html.replace(/<style>[\s\S]*<\/style>/, '') : mail.html;
    return `<figure style="margin:0;width:${width}px"><figcaption dir="auto" style="font:600 14px system-ui;padding:6px 0">${text(mail.subject)}</figcaption><iframe srcdoc="${text(shown)}" style="width:${width}px;border:1px solid #8888"></iframe></figure>`;
  });
  await page.setContent(
    `<meta name="color-scheme" content="${look === 'dark' ? 'dark' : 'light'}"><body style="margin:20px;display:flex;flex-wrap:wrap;align-items:start;gap:20px;background:Canvas;color:CanvasText">${frames.join('')}</body>`,
  );
  const wide = await page.evaluate(async () => {
    const all = [...document.querySelectorAll('iframe')];
    const tooWide: string[] = [];
    for (const frame of all) {
      while (frame.contentDocument?.readyState !== 'complete' || !frame.contentDocument.body?.children.length)
        await new Promise((resolve) => setTimeout(resolve, 10));
      const root = frame.contentDocument.documentElement;
      frame.style.height = `${root.scrollHeight}px`;
      if (root.scrollWidth > root.clientWidth) tooWide.push(frame.contentDocument.title);
    }
    return tooWide;
  });
  for (const subject of wide) console.log(`Wider than ${width} px: ${subject}`);
  await page.screenshot({ path: `${folder}${language}-${look}-${width}.png`, fullPage: true });
  await page.context().close();
}

mkdirSync(folder, { recursive: true });
const browser = await launchBrowser();
try {
  for (const language of chosenLanguages())
    for (const look of chosen(looks))
      for (const width of chosen(widths)) await take(browser, language, look, width);
  console.log(`Pictures of the mails are in ${folder}`);
} finally {
  await browser.close();
}
