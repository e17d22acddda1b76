import type { ServerFrame, SlotView } from '@mentor-slots/contract';
import { createApi } from './api.ts';
import type { Collection, Link } from './collection.ts';
import { Failure } from './failure.ts';
import { createFeed } from './feed.ts';
import { createHttp } from './http.ts';
import { createListeners } from './listeners.ts';
import { createPoller } from './poller.ts';
import { createReading } from './reading.ts';
import type { SlotClient } from './slot-client.ts';
import { createTokenSource, type Identity } from './token-source.ts';
import type { World } from './world.ts';

/** How long the feed may take before lists are read over HTTP. */
const feedPatience = 4_000;

/** A client as the page's pool holds it. */
export interface PooledClient extends SlotClient {
  /** Another person, another token of the same person, or nobody. */
  identify(identity: Identity): void;
  close(): void;
}

/** Speaks with the service at `origin` (perhaps with a path) for whatever collections are used. */
export function createSlotClient(origin: string, world: World): PooledClient {
  let rewatching = false;
  let person: string | null = null;
  let authenticated = false;
  let hadFailure = false;
  /** What the developer was told last. */
  let told: string | null = null;

  const kinds = new Map<(link: Link) => Collection, Collection>();
  const listeners = createListeners();
  const changed = listeners.tell;
  const now = () => world.now() + feed.offset;
  const tokens = createTokenSource(world, now);
  const feed = createFeed(`${origin.replace(/^http/, 'ws')}/api/slots/feed`, world, tokens, {
    frame: receive,
    state() {
      if (feed.state !== 'live') {
        for (const one of kinds.values()) one.lost?.(feed.heardAt + feed.offset || now());
        authenticated = false;
        // Not all at once where a service is restarted under many pages; a page that knows nothing yet does not wait.
        if (watching()) poller.start(feed.heardAt && feedPatience * (1 + 2 * world.random()));
      }
      changed();
    },
  });
  tokens.onChange(() => {
    // Whoever is still to be asked for may be the same person.
    if (tokens.held || !tokens.signedIn) learn(tokens.userId);
    const { failure } = tokens;
    if (failure && failure.code !== told) {
      void import('./diagnosis/tell-developer.ts').then(
        ({ tellDeveloper }) => tellDeveloper(failure, origin),
        () => {},
      );
    }
    // What cannot be read without a token fails at once, and is read at once when there is one: by the feed where it is live.
    const isTime = failure ? failure.code === 'token_refused' : hadFailure && feed.state !== 'live';
    if (isTime && watching()) poller.start();
    hadFailure = failure !== null;
    told = failure?.code ?? told;
    changed();
  });
  const poller = createPoller(world, () => new Map([...kinds.values()].flatMap((one) => one.stale())));
  const api = createApi(createHttp(origin, world, tokens), { meet, receive, readPersonal }, origin);
  const link: Link = {
    api,
    world,
    now,
    get person() {
      return person;
    },
    get signedIn() {
      return tokens.signedIn;
    },
    get tokenFailure() {
      return tokens.failure;
    },
    get authenticated() {
      return authenticated;
    },
    requireRole(role) {
      const { roles } = tokens;
      // An admin may do what any alumnus may.
      if (!roles || roles.includes(role) || (role === 'alumni' && roles.includes('admin'))) return;
      throw new Failure('wrong_role', `This needs the role ${role}.`, 403);
    },
    reading: (read) => createReading(read, now, changed),
    changed,
    rewatched,
  };

  function watching(): boolean {
    return [...kinds.values()].some((one) => one.watched);
  }

  async function readPersonal(): Promise<void> {
    await Promise.all([...kinds.values()].map((one) => one.readPersonal?.()));
  }

  /** Somebody else's data is dropped before anything else happens. */
  function learn(userId: string | null): void {
    if (userId === person) return;
    person = userId;
    for (const one of kinds.values()) one.reset?.();
    rewatched();
  }

  /** After watches come and go: tells the feed once, and starts it. */
  function rewatched(): void {
    if (!rewatching) {
      rewatching = true;
      world.after(0, () => {
        rewatching = false;
        const ids = [...kinds.values()].flatMap((one) => one.wanted?.() ?? []);
        // A socket has a limit: the person's own slots are never what is beyond it.
        feed.want(person && ids.includes(person) ? [person, ...ids] : ids);
      });
    }
    if (!watching()) return;
    if (feed.state !== 'live') feed.open();
    poller.start(feedPatience);
  }

  function receive(frame: ServerFrame): void {
    if (frame.type === 'authenticated') {
      learn(frame.userId);
      authenticated = true;
      void readPersonal();
    }
    const news = [...kinds.values()].map((one) => one.receive(frame)).includes(true);
    const ours = 'slot' in frame ? frame.slot.alumniId : 'alumniId' in frame ? frame.alumniId : undefined;
    // Of these two whoever looks at the session tells by themselves what changed.
    const isOfSession = frame.type === 'booking_updated' || frame.type === 'session_updated';
    if (news || (ours === undefined && !isOfSession)) changed(ours);
  }

  function meet(slots: readonly SlotView[]): void {
    for (const slot of slots) {
      for (const one of kinds.values()) if (one.meet?.(slot)) changed(slot.alumniId);
    }
  }

  return {
    now,
    get userId() {
      return person;
    },
    get mail() {
      return tokens.mail;
    },
    get headStart() {
      return tokens.headStart;
    },
    get signedIn() {
      return tokens.signedIn;
    },
    get ended() {
      return tokens.ended;
    },
    get connection() {
      return feed.state;
    },
    api,
    onChange: listeners.add,
    connect: feed.open,
    use(kind) {
      const one = kinds.get(kind) ?? kind(link);
      kinds.set(kind, one);
      return one as ReturnType<typeof kind>;
    },
    retry() {
      tokens.forgive();
      if (feed.state !== 'live') feed.open();
      else if (authenticated || !tokens.signedIn) void readPersonal();
      if (watching()) poller.start();
      changed();
    },
    identify(identity) {
      const before = person;
      const hadAny = tokens.signedIn;
      tokens.change(identity);
      if (hadAny && (before !== person || !tokens.signedIn)) {
        authenticated = false;
        feed.restart();
      }
      rewatched();
      changed();
    },
    close() {
      feed.close();
      poller.stop();
      tokens.close();
      listeners.clear();
    },
  };
}
