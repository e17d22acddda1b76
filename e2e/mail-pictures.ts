/**
 * `npm run screenshots:mails`: every mail as it looks at a phone's width and a desk's, light and dark, in three languages: sheets
 * in e2e/screenshots/mails/.
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Language } from '@mentor-slots/contract';
import { renderMail } from '../server/messages/mail/render.ts';
import { mailExamples } from '../server/testing/mail-examples.ts';
import { launchBrowser, openWindow } from './browser.ts';

const folder = fileURLToPath(new URL('screenshots/mails/', import.meta.url));
const languages: readonly Language[] = ['en', 'de', 'ar'];

mkdirSync(folder, { recursive: true });
const browser = await launchBrowser();
for (const language of languages) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [360, 800]) {
      const { page } = await openWindow(browser, {
        colorScheme,
        viewport: { width: width * 3 + 80, height: 900 },
      });
      const frames = Object.values(mailExamples(language)).map((facts) => {
        const mail = renderMail(facts);
        const text = (words: string) =>
          words.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
        return `<figure style="margin:0;width:${width}px"><figcaption style="font:600 14px system-ui;padding:6px 0">${text(mail.subject)}</figcaption><iframe srcdoc="${text(mail.html)}" style="width:${width}px;height:620px;border:1px solid #8888;background:Canvas" ></iframe></figure>`;
      });
      await page.setContent(
        `<meta name="color-scheme" content="${colorScheme}"><body style="margin:20px;display:flex;flex-wrap:wrap;gap:20px;background:Canvas;color:CanvasText">${frames.join('')}</body>`,
      );
      await page.waitForTimeout(300);
      await page.screenshot({ path: `${folder}${language}-${colorScheme}-${width}.png`, fullPage: true });
      await page.context().close();
    }
  }
}
await browser.close();
