import type { FastifyInstance } from 'fastify';

/** What an address can be asked by. Addresses with a wildcard stay out: they match everything. */
export interface RouteMethods {
  /** The methods of every route that an address matches: for the 405 that names them. */
  at(url: string): string[];
  /** The methods of the route that is this very address, or none where only parameters lead to it. */
  exactlyAt(url: string): string[];
}

/** Learns the routes as they are added. */
export function routeMethods(app: FastifyInstance): RouteMethods {
  const routes = new Map<string, { pattern: RegExp; methods: Set<string> }>();

  app.addHook('onRoute', ({ url, method }) => {
    if (url.includes('*')) return;
    const route = routes.get(url) ?? { pattern: patternOf(url), methods: new Set() };
    for (const each of [method].flat()) route.methods.add(each);
    routes.set(url, route);
  });

  return {
    at(url) {
      const path = pathOf(url);
      const matching = [...routes.values()].filter(({ pattern }) => pattern.test(path));
      return [...new Set(matching.flatMap(({ methods }) => [...methods]))].sort();
    },
    exactlyAt(url) {
      const route = routes.get(pathOf(url));
      return route === undefined ? [] : [...route.methods].sort();
    },
  };
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? '';
}

function patternOf(url: string): RegExp {
  const parts = url
    .split('/')
    .map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${parts.join('/')}$`);
}
