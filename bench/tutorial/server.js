/**
 * A server for bookings as tutorials write them: Express, TypeORM and Socket.IO. It has what they have: a token, a transaction for each
 * booking, a row that is read and saved again, a message to who looks at that mentor. Two things are better than there: its
 * transactions come one after another, since those of TypeORM would run into each other on SQLite's one connection and oversell, and
 * each is synced to the disk.
 */
import { createServer } from 'node:http';
import express from 'express';
import jwt from 'jsonwebtoken';
import { Server } from 'socket.io';
import { DataSource, EntitySchema } from 'typeorm';

const [path, secret] = process.argv.slice(2);

const Slot = new EntitySchema({
  name: 'Slot',
  columns: {
    id: { type: 'varchar', primary: true },
    alumniId: { type: 'varchar' },
    startsAt: { type: 'varchar' },
    endsAt: { type: 'varchar' },
    maxParticipants: { type: 'int' },
    seatsTaken: { type: 'int', default: 0 },
    description: { type: 'varchar' },
  },
  indices: [{ columns: ['alumniId'] }],
});

const Booking = new EntitySchema({
  name: 'Booking',
  columns: {
    id: { type: 'varchar', primary: true, generated: 'uuid' },
    slotId: { type: 'varchar' },
    studentId: { type: 'varchar' },
    status: { type: 'varchar', default: 'confirmed' },
    bookedAt: { type: 'datetime', createDate: true },
  },
  uniques: [{ columns: ['slotId', 'studentId'] }],
  indices: [{ columns: ['studentId'] }],
});

const dataSource = new DataSource({
  type: 'better-sqlite3',
  database: path,
  entities: [Slot, Booking],
  synchronize: true,
  enableWAL: true,
  prepareDatabase: (database) => database.pragma('synchronous = FULL'),
});
await dataSource.initialize();

const app = express();
const server = createServer(app);
// The benchmark's connections wait for their turn.
server.keepAliveTimeout = 72_000;
const io = new Server(server);
app.use(express.json());

io.on('connection', (socket) => {
  socket.on('subscribe', (alumniId) => socket.join(`alumni:${alumniId}`));
});

function authenticate(request, response, next) {
  const [, token] = (request.headers.authorization ?? '').split(' ');
  try {
    request.user = jwt.verify(token, secret, { algorithms: ['HS256'] });
    next();
  } catch {
    response.status(401).json({ error: 'Unauthorized' });
  }
}

let last = Promise.resolve();
function oneAfterAnother(work) {
  const done = last.then(work);
  last = done.catch(() => {});
  return done;
}

app.post('/api/slots/book', authenticate, async (request, response) => {
  const { slotId } = request.body;
  const studentId = request.user.sub;
  const { status, body, slot } = await oneAfterAnother(() =>
    dataSource.transaction(async (manager) => {
      const slot = await manager.findOneBy(Slot, { id: slotId });
      if (!slot) return { status: 404, body: { error: 'Slot not found' } };
      if (await manager.existsBy(Booking, { slotId, studentId }))
        return { status: 409, body: { error: 'Already booked' } };
      if (slot.seatsTaken >= slot.maxParticipants) return { status: 409, body: { error: 'Slot is full' } };
      slot.seatsTaken += 1;
      await manager.save(Slot, slot);
      const booking = await manager.save(Booking, { slotId, studentId });
      return { status: 201, body: { ...booking, slot }, slot };
    }),
  );
  if (slot) io.to(`alumni:${slot.alumniId}`).emit('slot_updated', slot);
  response.status(status).json(body);
});

const [{ synchronous }] = await dataSource.query('PRAGMA synchronous');
const [{ journal_mode: journal }] = await dataSource.query('PRAGMA journal_mode');
if (synchronous !== 2 || journal !== 'wal') throw new Error(`It does not sync: ${synchronous}, ${journal}`);

const day = 86_400_000;
await dataSource.getRepository(Slot).insert(
  Array.from({ length: 400 }, (_, index) => ({
    id: `slot-${index}`,
    alumniId: index < 20 ? 'ada' : 'grace',
    startsAt: new Date(Date.now() + (index + 1) * day).toISOString(),
    endsAt: new Date(Date.now() + (index + 1) * day + 1_800_000).toISOString(),
    maxParticipants: 500,
    description: 'Career questions, and how to ask them',
  })),
);

server.listen(0, '127.0.0.1', () => process.send(`http://127.0.0.1:${server.address().port}`));
process.once('disconnect', () => process.exit(0));
