/**
 * The bare ws library: each page that says something gets a snapshot, and the body of a POST goes to all of them, as the library's
 * own documentation has it. Sends its parent the address, and ends when the parent does.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

const snapshot = process.argv[2] ?? '';
const server = createServer(async (request, response) => {
  const body: Buffer[] = [];
  for await (const piece of request) body.push(piece);
  const text = Buffer.concat(body).toString();
  for (const client of sockets.clients) if (client.readyState === WebSocket.OPEN) client.send(text);
  response.writeHead(201, { 'content-length': 0 }).end();
});
// The caller waits for its turn.
server.keepAliveTimeout = 72_000;
const sockets = new WebSocketServer({ server });
sockets.on('connection', (socket) => {
  socket.on('error', console.error);
  socket.on('message', () => socket.send(snapshot));
});
server.listen(0, '127.0.0.1', () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.once('disconnect', () => process.exit(0));
