import { createSlotClient, type PooledClient } from './create-slot-client.ts';
import type { SlotClient } from './slot-client.ts';
import type { Identity } from './token-source.ts';
import { browserWorld, type World } from './world.ts';

/** How long a client outlives its last element, so that moving one in the page does not reconnect. */
const grace = 1_000;

/** One element's share of a client. */
export interface Lease {
  /** The client now; another one after `moved` was called. */
  readonly client: SlotClient;
  /** The host gave this element another identity. Elements that change in the same tick change together. */
  identify(identity: Identity): void;
  release(): void;
}

export interface ClientPool {
  /** `api`: where the service is. `moved` is called when the lease's client became another. */
  lease(api: string, identity: Identity, moved: () => void): Lease;
}

interface Holder {
  api: string;
  identity: Identity;
  client: PooledClient;
  leases: Set<Tenant>;
}

interface Tenant {
  identity: Identity;
  holder: Holder;
  moved: () => void;
}

const nobody: Identity = { token: null, getToken: null };

function isNobody(identity: Identity): boolean {
  return !identity.token && !identity.getToken;
}

/** A callback outweighs the token beside it: it brings newer ones. */
function isSame(one: Identity, other: Identity): boolean {
  if (one.getToken || other.getToken) return one.getToken === other.getToken;
  return one.token === other.token;
}

/** One client for each service and person; whoever brings no token joins a client that is there. */
export function createClientPool(makeWorld: () => World): ClientPool {
  const holders = new Set<Holder>();
  let world: World | null = null;
  let settling = false;

  function hold(api: string, identity: Identity): Holder {
    const here = [...holders].filter((one) => one.api === api);
    const match = here.find((one) => isSame(one.identity, identity));
    if (match) return match;
    // Nobody's client becomes the person's: the page has one socket, whichever element came first.
    const anonymous = here.find((one) => isNobody(one.identity) || one.leases.size === 0);
    const found = isNobody(identity) ? (here.find((one) => one.leases.size > 0) ?? anonymous) : anonymous;
    if (found) {
      if (!isNobody(identity) || !found.leases.size) adopt(found, identity);
      return found;
    }
    world ??= makeWorld();
    const holder: Holder = { api, identity, client: createSlotClient(api, world), leases: new Set() };
    holders.add(holder);
    if (!isNobody(identity)) holder.client.identify(identity);
    return holder;
  }

  function adopt(holder: Holder, identity: Identity): void {
    holder.identity = identity;
    holder.client.identify(identity);
  }

  /** After identities have changed: a client that all have left for one other identity goes with them. */
  function settle(): void {
    settling = false;
    for (const holder of holders) {
      const tenants = [...holder.leases];
      if (!tenants.length || tenants.some((one) => isSame(one.identity, holder.identity))) continue;
      const next = tenants.find((one) => !isNobody(one.identity))?.identity ?? nobody;
      const other = [...holders].some(
        (one) => one !== holder && one.api === holder.api && isSame(one.identity, next),
      );
      if (!other && !isSame(next, holder.identity)) adopt(holder, next);
    }
    for (const holder of [...holders]) {
      for (const tenant of [...holder.leases]) {
        if (isNobody(tenant.identity) || isSame(tenant.identity, holder.identity)) continue;
        holder.leases.delete(tenant);
        tenant.holder = hold(holder.api, tenant.identity);
        tenant.holder.leases.add(tenant);
        if (tenant.holder !== holder) tenant.moved();
      }
      if (!holder.leases.size) leave(holder);
    }
  }

  function settleSoon(): void {
    if (settling) return;
    settling = true;
    world?.after(0, settle);
  }

  function leave(holder: Holder): void {
    world?.after(grace, () => {
      if (holder.leases.size) return;
      holders.delete(holder);
      holder.client.close();
    });
  }

  return {
    lease(api, identity, moved) {
      const holder = hold(api, identity);
      const tenant: Tenant = { identity, holder, moved };
      holder.leases.add(tenant);
      return {
        get client() {
          return tenant.holder.client;
        },
        identify(next) {
          if (isSame(tenant.identity, next)) return;
          tenant.identity = next;
          settleSoon();
        },
        release() {
          if (!tenant.holder.leases.delete(tenant)) return;
          if (!tenant.holder.leases.size) leave(tenant.holder);
          else settleSoon();
        },
      };
    },
  };
}

/** The page's clients. */
export const sharedClients: ClientPool = createClientPool(browserWorld);
