/** The device's clock stands still at the states' time, and jumps on when it "slept". Only in these pages. */
let now = Date.parse('2026-11-24T08:18:00Z');
Date.now = () => now;
globalThis.sleep = (minutes) => {
  now += minutes * 60_000;
  document.dispatchEvent(new Event('visibilitychange'));
};
