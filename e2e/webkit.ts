/** WebKitGTK, the engine of Safari as Linux has it, by WebDriver (https://www.w3.org/TR/webdriver2/) on a screen of its own. */
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../server/testing/free-port.ts';
import { type DrivenBrowser, runProgram } from './driven-browser.ts';

/** Where its parts are. */
export interface WebKitPaths {
  driver: string;
  screen: string;
  browser: string;
}

export async function launchWebKit({ driver, screen, browser }: WebKitPaths): Promise<DrivenBrowser> {
  const display = runProgram(screen, () => [
    '-displayfd',
    '3',
    '-screen',
    '0',
    '1400x1100x24',
    '-nolisten',
    'tcp',
  ]);
  const [number] = await display.says(/^\d+$/);
  const port = await freePort();
  const program = runProgram(driver, () => [`--port=${port}`], { DISPLAY: `:${number}` });
  const ask = async <Value>(method: string, path: string, body?: object): Promise<Value> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as { value: Value & { message?: string } };
    if (!response.ok) throw new Error(`${path}: ${value.message}`);
    return value;
  };
  for (let tries = 0; !(await ask('GET', '/status').catch(() => null)); tries += 1) {
    if (tries === 600) throw new Error(`${driver} does not answer.`);
    await delay(100);
  }

  const options = { binary: browser, args: ['--automation'] };
  const { sessionId } = await ask<{ sessionId: string }>('POST', '/session', {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } },
  });
  const session = `/session/${sessionId}`;
  await ask('POST', `${session}/window/rect`, { x: 0, y: 0, width: 1280, height: 1000 });
  return {
    async goTo(url) {
      await ask('POST', `${session}/url`, { url });
    },
    evaluate: (expression) =>
      ask('POST', `${session}/execute/sync`, { script: `return ${expression}`, args: [] }),
    async act(actions) {
      await ask('POST', `${session}/actions`, { actions });
    },
    async close() {
      await ask('DELETE', session);
      await program.end();
      await display.end();
    },
  };
}
