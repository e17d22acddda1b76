/** A mail server in a process of its own, so that taking mails costs those nothing who measure. Tells its port, and how many it took. */
import { SMTPServer } from 'smtp-server';

let taken = 0;
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  logger: false,
  onData(stream, _session, callback) {
    stream.resume().once('end', () => {
      taken += 1;
      callback();
    });
  },
});
server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.server.address() as { port: number }).port });
});
setInterval(() => process.send?.({ taken }), 50);
process.once('disconnect', () => process.exit());
