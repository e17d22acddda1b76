import type { Check } from '../diagnosis/diagnosis.ts';
import { files as textFiles } from '../text/catalogue.ts';
import { files, servedModule } from './missing-file.ts';

/** Do the files that the module fetches come? A part of the diagnosis, which is itself one of them. */
export async function checkFiles(): Promise<Check> {
  const { origin } = new URL(import.meta.url);
  const refused: string[] = [];
  const note = (event: SecurityPolicyViolationEvent) => void refused.push(event.effectiveDirective);
  document.addEventListener('securitypolicyviolation', note);
  const addresses = files.map((name) => new URL(name, import.meta.url).href);
  const tried = await Promise.allSettled([
    ...addresses.map((address) => import(/* @vite-ignore */ address)),
    ...Object.values(textFiles).map((fetchTexts) => fetchTexts()),
  ]);
  const served = await servedModule();
  document.removeEventListener('securitypolicyviolation', note);
  const missing = [...addresses, ...Object.keys(textFiles)].filter(
    (_, at) => tried[at]?.status === 'rejected',
  );
  const wrong = (detail: string, fix: string): Check => ({ name: 'parts', ok: false, detail, fix });
  if (served === 'other') {
    return wrong(
      `The page runs elements of another release than ${origin} serves now.`,
      'Reload the page. If that does not help, let every cache on the way ask for mentor-slots.js again (Cache-Control: no-cache).',
    );
  }
  if (!missing.length)
    return { name: 'parts', ok: true, detail: 'The files beside the script come.', fix: '' };
  if (refused.some((directive) => directive.startsWith('script-src'))) {
    const detail = 'The policy of this page forbids the files beside the script.';
    return wrong(detail, `Add to the Content-Security-Policy: script-src ${origin}`);
  }
  if (served === 'none') {
    const detail = `Nothing answers at ${origin}, where the script came from.`;
    return wrong(detail, 'Is the service running, its name in DNS, its certificate valid?');
  }
  return wrong(
    `Of the files beside the script ${missing.length} do not come, such as ${missing[0]}.`,
    'Serve all of mentor-slots/ beside the script, from the same build.',
  );
}
