/** What RFC 6455 says of how connections are closed and of text, as examples. */
import { failed, goesOn, type Outcome, protocolCase as one, type ProtocolCase } from './protocol-case.ts';
import { type FrameToWrite, opcodes } from './raw-websocket.ts';

const { continuation, text, close, ping } = opcodes;
const noUtf8: Outcome = [1007];
const hex = (bytes: Buffer) => bytes.toString('hex').slice(0, 24);

const closing = (code: number, reason: string | Buffer = ''): FrameToWrite => ({
  opcode: close,
  payload: Buffer.concat([Buffer.from([code >> 8, code & 0xff]), Buffer.from(reason)]),
});

/** §7.4: who may close with which code. */
export const closingCases: ProtocolCase[] = [
  one('a close without a code', [null], { opcode: close }),
  one('a close of one byte', failed, { opcode: close, payload: 'x' }),
  ...[
    1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4401, 4999,
  ].flatMap((code) =>
    ['', 'because', 'é'.repeat(61)].map((reason) =>
      one(`close ${code} ${reason.length}`, [code], closing(code, reason)),
    ),
  ),
  ...[0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 1999, 2000, 2999, 5000, 9999, 65_535].flatMap((code) =>
    ['', 'because'].map((reason) => one(`close ${code} ${reason.length}`, failed, closing(code, reason))),
  ),
  one('a reason that is too long', failed, closing(1000, 'x'.repeat(124))),
  one('frames after a close', [1000], closing(1000), { opcode: ping, payload: 'late' }, { opcode: 3 }),
];

/** §8.1, RFC 3629: what is UTF-8, at the edges of each length, and what is not. */
const whole = [
  '\0',
  '\x7f',
  '\x80',
  '\u07ff',
  '\u0800',
  '\ud7ff',
  '\ue000',
  '\ufffd',
  '\ufffe',
  '\uffff',
  '\u{10000}',
  '\u{10ffff}',
  'κόσμε',
];
const broken = [
  ...[
    '80',
    'bf',
    'c0',
    'c080',
    'c1bf',
    'c2',
    'ce',
    'c27f',
    'cebae1',
    'e0',
    'e080',
    'e08080',
    'e09fbf',
    'e180',
    'e18041',
    'eda080',
    'edafbf',
    'edb080',
    'edbfbf',
  ],
  ...[
    'f0',
    'f08080',
    'f0808080',
    'f08fbfbf',
    'f180',
    'f1808041',
    'f4908080',
    'f5808080',
    'f888808080',
    'fc8480808080',
    'fe',
    'ff',
    'feff',
    'ceba80ff',
  ],
].map((bytes) => Buffer.from(bytes, 'hex'));

const split = (bytes: Buffer, at: number): FrameToWrite[] => [
  { opcode: text, payload: bytes.subarray(0, at), fin: false },
  { opcode: continuation, payload: bytes.subarray(at) },
];

export const textCases: ProtocolCase[] = [
  ...whole.flatMap((characters) => {
    const bytes = Buffer.from(`"${characters}"`);
    return [
      one(`UTF-8 ${hex(bytes)}`, goesOn, { opcode: text, payload: bytes }),
      ...Array.from({ length: bytes.length - 1 }, (_, at) =>
        one(`UTF-8 ${hex(bytes)} cut after ${at + 1}`, goesOn, ...split(bytes, at + 1)),
      ),
    ];
  }),
  ...broken.flatMap((bytes) => [
    one(`no UTF-8 ${hex(bytes)}`, noUtf8, { opcode: text, payload: bytes }),
    one(`no UTF-8 ${hex(bytes)} in two pieces`, noUtf8, ...split(bytes, 1)),
    one(`no UTF-8 ${hex(bytes)} among letters`, noUtf8, {
      opcode: text,
      payload: Buffer.concat([Buffer.from('"a'), bytes, Buffer.from('b"')]),
    }),
    one(`no UTF-8 ${hex(bytes)} in a reason`, noUtf8, closing(1000, bytes)),
  ]),
];
