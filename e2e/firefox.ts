/** Firefox by WebDriver BiDi (https://www.w3.org/TR/webdriver-bidi/), which it speaks itself: no driver beside it. */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { type DrivenBrowser, runProgram } from './driven-browser.ts';

interface Answer {
  id: number;
  type: 'success' | 'error';
  message?: string;
  result?: unknown;
}

export async function launchFirefox(path: string): Promise<DrivenBrowser> {
  const program = runProgram(
    path,
    (home) => ['--headless', '--no-remote', '--remote-debugging-port', '0', '--profile', home],
    { MOZ_HEADLESS_WIDTH: '1280', MOZ_HEADLESS_HEIGHT: '1000' },
  );
  const [, address] = await program.says(/WebDriver BiDi listening on (ws:\S+)/);
  const socket = new WebSocket(`${address}/session`);
  await once(socket, 'open');
  const waiting = new Map<number, (answer: Answer) => void>();
  socket.on('message', (data) => {
    const answer: Answer = JSON.parse(String(data));
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  let lastId = 0;
  const command = <Result>(method: string, params: object): Promise<Result> => {
    lastId += 1;
    const id = lastId;
    socket.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve, reject) => {
      waiting.set(id, ({ type, message, result }) => {
        if (type === 'error') reject(new Error(`${method}: ${message}`));
        else resolve(result as Result);
      });
    });
  };

  await command('session.new', { capabilities: {} });
  // In the tab that it opens itself nothing gets the focus.
  const { context } = await command<{ context: string }>('browsingContext.create', { type: 'tab' });
  return {
    async goTo(url) {
      await command('browsingContext.navigate', { context, url, wait: 'complete' });
    },
    async evaluate(expression) {
      const { result, exceptionDetails } = await command<{
        result?: { value: string };
        exceptionDetails?: { text: string };
      }>('script.evaluate', { expression, target: { context }, awaitPromise: true });
      if (exceptionDetails) throw new Error(exceptionDetails.text);
      return result?.value ?? '';
    },
    async act(actions) {
      await command('input.performActions', { context, actions });
    },
    async close() {
      await command('browser.close', {});
      await program.end();
    },
  };
}
