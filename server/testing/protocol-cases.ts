/** What RFC 6455 says of frames, as examples: their headers, lengths and pieces. */
import { failed, goesOn, type Outcome, protocolCase as one, type ProtocolCase } from './protocol-case.ts';
import { closingCases, textCases } from './protocol-texts.ts';
import { type FrameToWrite, frameBytes, opcodes } from './raw-websocket.ts';

const { continuation, text, binary, close, ping, pong } = opcodes;
const control = [close, ping, pong];
const lenient: Outcome = ['goes on', 1002];
const tooLarge: Outcome = [1009];
const started: FrameToWrite = { opcode: text, payload: '{', fin: false };

/** §5.2, §5.3: bits and opcodes that nothing has been agreed on, and masks. */
const headers: ProtocolCase[] = [
  ...[3, 4, 5, 6, 7, 11, 12, 13, 14, 15].flatMap((opcode) =>
    ['', 'x'].flatMap((payload) =>
      [true, false].map((fin) =>
        one(`opcode ${opcode}, ${payload.length} bytes, fin ${fin}`, failed, { opcode, payload, fin }),
      ),
    ),
  ),
  ...[1, 2, 3, 4, 5, 6, 7].flatMap((rsv) => [
    ...[text, binary, ...control].map((opcode) =>
      one(`reserved bits ${rsv} of opcode ${opcode}`, failed, { opcode, rsv }),
    ),
    one(`reserved bits ${rsv} of a continuation`, failed, started, { opcode: continuation, rsv }),
  ]),
  ...[text, binary, ...control].flatMap((opcode) =>
    ['', 'hello'].map((payload) =>
      one(`no mask, opcode ${opcode}, ${payload.length} bytes`, failed, { opcode, payload, mask: null }),
    ),
  ),
  one('a continuation without a mask', failed, started, { opcode: continuation, mask: null }),
  ...['00000000', 'ffffffff', '00ff00ff'].map((mask) =>
    one(`mask ${mask}`, goesOn, { opcode: text, payload: '{}', mask: Buffer.from(mask, 'hex') }),
  ),
];

/** §5.2: lengths in each of their forms. In a longer one than needed they must not be sent; who reads them may be strict. */
const lengths: ProtocolCase[] = [
  ...[0, 1, 125].flatMap((length) =>
    ([16, 64] as const).map((lengthBits) =>
      one(`${length} bytes told in ${lengthBits} bits`, lenient, {
        opcode: text,
        payload: 'x'.repeat(length),
        lengthBits,
      }),
    ),
  ),
  one('1,000 bytes told in 64 bits', lenient, { opcode: text, payload: 'x'.repeat(1_000), lengthBits: 64 }),
  ...[125, 126, 127, 1_000, 16_383, 16_384].map((length) =>
    one(`${length} bytes`, goesOn, { opcode: text, payload: 'x'.repeat(length) }),
  ),
  ...[16_385n, 65_535n, 65_536n, 10_000_000n, 2n ** 32n, 2n ** 53n, 2n ** 62n].map((length) =>
    one(`${length} bytes told, none sent`, tooLarge, { opcode: text, length }),
  ),
  one('the highest bit of a length', [1002, 1009], { opcode: text, length: 2n ** 63n }),
  one(
    'pieces that are too long together',
    tooLarge,
    { opcode: text, payload: 'x'.repeat(16_000), fin: false },
    { opcode: continuation, payload: 'x'.repeat(1_000) },
  ),
];

/** §5.4, §5.5: pieces, and control frames among them. */
const pieces: ProtocolCase[] = [
  ...control.flatMap((opcode) => [
    ...['', 'xx'].map((payload) =>
      one(`opcode ${opcode} in pieces, ${payload.length} bytes`, failed, { opcode, payload, fin: false }),
    ),
    one(`opcode ${opcode} in pieces among pieces`, failed, started, { opcode, fin: false }),
    ...[126n, 127n, 1_000n, 65_536n].map((length) =>
      one(`opcode ${opcode} of ${length} bytes`, failed, { opcode, length }),
    ),
  ]),
  ...[true, false].flatMap((fin) => [
    one(`a continuation of nothing, fin ${fin}`, failed, { opcode: continuation, fin }),
    one(
      `a continuation of what is whole, fin ${fin}`,
      failed,
      { opcode: text, payload: '{}' },
      { opcode: continuation, fin },
    ),
    ...[text, binary].map((opcode) =>
      one(`opcode ${opcode} before the pieces have ended, fin ${fin}`, failed, started, { opcode, fin }),
    ),
  ]),
  ...[text, binary].map((opcode) =>
    one(
      `opcode ${opcode} in three pieces`,
      goesOn,
      { opcode, payload: '{', fin: false },
      { opcode: continuation, fin: false },
      { opcode: continuation, payload: '}' },
    ),
  ),
  ...[text, binary].map((opcode) =>
    one(`opcode ${opcode} in empty pieces`, goesOn, { opcode, fin: false }, { opcode: continuation }),
  ),
  {
    ...one(
      'a ping among pieces',
      goesOn,
      started,
      { opcode: ping, payload: 'now' },
      { opcode: continuation, payload: '}' },
    ),
    pongs: [Buffer.from('now')],
  },
  one('a pong among pieces', goesOn, started, { opcode: pong }, { opcode: continuation, payload: '}' }),
  one('a close among pieces', [1000], started, { opcode: close, payload: Buffer.from('03e8', 'hex') }),
  ...[0, 1, 2, 124, 125].map((length) => {
    const payload = Buffer.alloc(length, 0xff);
    return { ...one(`a ping of ${length} bytes`, goesOn, { opcode: ping, payload }), pongs: [payload] };
  }),
  {
    ...one('ten pings', goesOn, ...[...'0123456789'].map((payload) => ({ opcode: ping, payload }))),
    pongs: [...'0123456789'].map((n) => Buffer.from(n)),
  },
  ...['', 'unasked'].map((payload) =>
    one(`a pong of ${payload.length} bytes that nobody asked for`, goesOn, { opcode: pong, payload }),
  ),
  one('bytes', goesOn, { opcode: binary, payload: Buffer.from('00ff', 'hex') }),
  {
    title: 'byte by byte',
    outcome: goesOn,
    bytes: [...frameBytes({ opcode: text, payload: '{"type":"x"}' })].map((byte) => Buffer.from([byte])),
  },
  {
    title: 'three frames at once',
    outcome: goesOn,
    bytes: [Buffer.concat([1, 2, 3].map(() => frameBytes({ opcode: text, payload: '{}' })))],
  },
];

export const protocolCases: readonly ProtocolCase[] = [
  ...headers,
  ...lengths,
  ...pieces,
  ...closingCases,
  ...textCases,
];
