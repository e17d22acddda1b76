/** How many sockets may be open: of one person, and of one address by people who have not said who they are. */
import { feedLimits } from '@mentor-slots/contract';

/** One socket among the others. */
export interface Place {
  /** Counts the socket for this person instead; false, and nothing changes, where they have too many. */
  take(personId: string): boolean;
  leave(): void;
}

export interface Crowd {
  /** A place for a socket of this address; null where too many of it have not authenticated. */
  enter(address: string): Place | null;
}

export function createCrowd(): Crowd {
  const addresses = createCounts(feedLimits.socketsOfAddress);
  const people = createCounts(feedLimits.socketsOfPerson);

  return {
    enter: (address) => {
      if (!addresses.add(address)) return null;
      let personId: string | null = null;
      const leave = () => {
        if (personId === null) addresses.remove(address);
        else people.remove(personId);
      };
      return {
        take: (next) => {
          if (next === personId) return true;
          if (!people.add(next)) return false;
          leave();
          personId = next;
          return true;
        },
        leave,
      };
    },
  };
}

function createCounts(most: number) {
  const counts = new Map<string, number>();
  return {
    add(key: string): boolean {
      const count = counts.get(key) ?? 0;
      if (count >= most) return false;
      counts.set(key, count + 1);
      return true;
    },
    remove(key: string): void {
      const count = counts.get(key) ?? 0;
      if (count > 1) counts.set(key, count - 1);
      else counts.delete(key);
    },
  };
}
