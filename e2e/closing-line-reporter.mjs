import { readFileSync } from 'node:fs';

const expectations = readFileSync(new URL('../docs/expectations.md', import.meta.url), 'utf8');
const numbers = [...expectations.matchAll(/^\| (\d+) \|/gm)].map(([, number]) => number);
const decisions = [...expectations.matchAll(/^\| (\d+) \|.*\| Decision: /gm)].map(([, number]) => number);

/**
 * Ends a vitest run with one line that continuous integration can read: `N passed, N failed`. Before it stands why
 * tests were skipped, where they gave a reason, and how many of the expectations of an embed (docs/expectations.md) were
 * met: tests that hold one begin with its number, `UX 7: …` or `UX 1 and UX 2: …`.
 */
export default class ClosingLineReporter {
  /** Counts as failed what could not be collected, and what broke outside of any test. */
  onTestRunEnd(testModules, unhandledErrors) {
    const reasons = new Set();
    const met = new Set();
    const broken = new Set();
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const testModule of testModules) {
      for (const part of [testModule, ...testModule.children.allSuites()]) {
        if (part.errors().length > 0) count.failed += 1;
      }
      for (const test of testModule.children.allTests()) {
        const { state, note } = test.result();
        if (note) reasons.add(note);
        for (const [, number] of test.fullName.matchAll(/\bUX (\d+)/g)) {
          (state === 'passed' ? met : broken).add(number);
        }
        count[state === 'pending' ? 'skipped' : state] += 1;
      }
    }
    const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
    // After the other reporters, whose summary may still be on its way.
    process.once('exit', () => {
      for (const reason of reasons) process.stdout.write(`\n${reason}\n`);
      if (met.size > 0) {
        const tested = numbers.filter((number) => met.has(number) && !broken.has(number));
        const decided = decisions.filter((number) => !tested.includes(number));
        process.stdout.write(
          `\nExpectations of an embed: ${numbers.length}; met by a test: ${tested.length}; decided otherwise: ${decided.length}\n`,
        );
      }
      process.stdout.write(`\n${count.passed} passed, ${count.failed} failed${skipped}\n`);
    });
  }
}
