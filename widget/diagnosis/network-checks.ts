import { refusesPage } from '../client/diagnosis/unanswered.ts';
import { browserWorld } from '../client/world.ts';
import type { Check } from './diagnosis.ts';
import { fine, type SetUp, wrong } from './set-up.ts';

const patience = 8_000;

/** Is `api` an address that this page can ask at all? */
export function checkAddress({ givenApi, api }: SetUp): Check {
  if (givenApi && !/^(https?:)?\//.test(givenApi)) {
    const meant = `https://${givenApi.replace(/^\w+:\/+/, '')}`;
    return wrong(
      'address',
      `api="${givenApi}" is not an absolute address.`,
      `Write it whole: api="${meant}".`,
    );
  }
  let url: URL;
  try {
    url = new URL(api);
  } catch {
    return wrong(
      'address',
      `api="${givenApi}" cannot be read.`,
      'Write it whole, as https://slots.example.edu.',
    );
  }
  const isLocal = /^(localhost|127\.|\[::1\])/.test(url.hostname);
  if (location.protocol === 'https:' && url.protocol === 'http:' && !isLocal) {
    const fix = `Serve the service over https, and set api="${api.replace('http:', 'https:')}".`;
    return wrong('address', `The page is https, ${api} is not: browsers refuse that.`, fix);
  }
  return fine('address', givenApi ? api : `${api}, where the script came from`);
}

/** Does the service answer this page? */
export async function checkReachable({ api, violations }: SetUp): Promise<Check> {
  const signal = AbortSignal.timeout(patience);
  try {
    const response = await fetch(`${api}/api/slots/alumni/diagnosis`, { credentials: 'omit', signal });
    const body = Object((await response.json().catch(() => null)) as unknown);
    if ('slots' in body || 'code' in body) return fine('reachable', `${api} answers with ${response.status}`);
    return wrong(
      'reachable',
      `${api} answers with ${response.status}, but not as Mentor Slots does.`,
      'Let api name the service, and the proxy in front of it pass /api/slots/ on.',
    );
  } catch {
    await told();
    if (violations.some(isConnect)) {
      return wrong('reachable', 'The policy of this page forbids asking the service.', 'See "policy".');
    }
    if (await refusesPage(api, browserWorld())) {
      const detail = `${api} is there, but refuses pages of ${location.origin}.`;
      return wrong('reachable', detail, `Put ${location.origin} into ALLOWED_ORIGINS of the service.`);
    }
    try {
      // Without CORS the answer cannot be read, but that there is one can be seen.
      await fetch(`${api}/livez`, {
        mode: 'no-cors',
        credentials: 'omit',
        signal: AbortSignal.timeout(patience),
      });
    } catch {
      const detail = `Nothing answers at ${api}.`;
      return wrong('reachable', detail, 'Is the service running, its name in DNS, its certificate valid?');
    }
    return wrong(
      'reachable',
      `Something answers at ${api}, but not Mentor Slots.`,
      'Is it a proxy? Is the service behind it running? Let api name the service, and the proxy pass all of its paths on.',
    );
  }
}

function isConnect({ effectiveDirective }: SecurityPolicyViolationEvent): boolean {
  return effectiveDirective === 'connect-src';
}

/** The browser tells what a policy refused a little after refusing it. */
export function told(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}

/** What the page's Content-Security-Policy refused meanwhile. */
export function checkPolicy({ api, violations }: SetUp): Check {
  const refused = new Map(violations.map((one) => [one.effectiveDirective, one.blockedURI]));
  if (!refused.size) return fine('policy', 'The page’s policy refused nothing.');
  const { origin } = new URL(api);
  const lines = [...refused].map(([directive, uri]) => {
    if (directive === 'connect-src') return `connect-src ${origin} ${origin.replace(/^http/, 'ws')}`;
    if (directive.startsWith('script-src')) return `script-src ${origin}`;
    if (directive === 'trusted-types') return 'trusted-types lit-html mentor-slots';
    return `${directive} ${uri}`;
  });
  const detail = [...refused].map(([directive, uri]) => `${directive} refused ${uri}`).join('; ');
  return wrong('policy', `${detail}.`, `Add to the Content-Security-Policy: ${lines.join('; ')}`);
}
