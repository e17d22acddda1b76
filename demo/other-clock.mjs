/**
 * Loaded before the service where the demo makes its past (past.mjs): a clock that its parent process sets. Sessions that are over
 * cannot be published, so they are published, booked and talked about by this clock, in the way that they would have been.
 */
let ahead = 0;
const RealDate = Date;

globalThis.Date = class extends RealDate {
  constructor(...time) {
    super(...(time.length === 0 ? [RealDate.now() + ahead] : time));
  }

  static now() {
    return RealDate.now() + ahead;
  }
};

process.on('message', ({ now }) => {
  ahead = now - RealDate.now();
  process.send({ now });
});
// Nobody is left who could say what time it is.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// Waiting for the next time is no reason to go on.
process.channel.unref();
