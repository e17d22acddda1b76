/** What an element shows while it fetches the sessions. */
import { expect, it } from 'vitest';
import { startService } from '../server/testing/service.ts';
import { launchBrowser, openWindow } from './browser.ts';
import { startHostPage } from './host-page.ts';

it.each(['reduce', 'no-preference'] as const)(
  'UX 44: what stands for the sessions waits a moment before it shows; motion: %s',
  async (reducedMotion) => {
    const browser = await launchBrowser();
    const host = await startHostPage();
    const service = await startService({ env: { ALLOWED_ORIGINS: host.origin } });
    host.show('<alumni-slots alumni-id="ada"></alumni-slots>', service.url);
    const { page } = await openWindow(browser, { reducedMotion });
    // The feed says nothing, so loading takes as long as the test likes.
    await page.routeWebSocket(/feed/, () => {});
    await page.goto(host.origin);
    const bones = page.locator('alumni-slots .skeleton');
    await bones.waitFor({ state: 'attached' });
    const held = await bones.evaluate((skeleton) => {
      const [animation] = skeleton.getAnimations();
      if (animation) animation.currentTime = 390;
      const before = getComputedStyle(skeleton).opacity;
      animation?.finish();
      return [before, getComputedStyle(skeleton).opacity];
    });
    expect(held).toEqual(['0', '1']);
    expect(await page.locator('[aria-busy=true]').count()).toBe(1);
    await browser.close();
  },
);
