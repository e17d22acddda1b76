/**
 * Ends a vitest run with one line that continuous integration can read: `N passed, N failed`. Before it stands why
 * tests were skipped, where they gave a reason.
 */
export default class ClosingLineReporter {
  /** What could not even be collected, or broke outside any test, counts as failed. */
  onTestRunEnd(testModules, unhandledErrors) {
    const reasons = new Set();
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const testModule of testModules) {
      for (const part of [testModule, ...testModule.children.allSuites()]) {
        if (part.errors().length > 0) count.failed += 1;
      }
      for (const test of testModule.children.allTests()) {
        const { state, note } = test.result();
        if (note) reasons.add(note);
        count[state === 'pending' ? 'skipped' : state] += 1;
      }
    }
    const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
    // After the other reporters, whose summary may still be on its way.
    process.once('exit', () => {
      for (const reason of reasons) process.stdout.write(`\n${reason}\n`);
      process.stdout.write(`\n${count.passed} passed, ${count.failed} failed${skipped}\n`);
    });
  }
}
