// Finds the route of a path. Routes are tried in the order given, so a fixed path goes before one with a parameter.
import type { Route } from './message';

interface Match {
  route: Route;
  params: Record<string, string>;
}

/** @returns a finder over the routes; it answers null when none fits. */
export function createRouter(routes: readonly Route[]): (method: string, path: string) => Match | null {
  const compiled = routes.map((route) => ({
    route,
    pattern: new RegExp(`^${route.path.replace(/:([a-z]+)/gi, '(?<$1>[^/]+)')}$`),
  }));
  return (method, path) => {
    for (const { route, pattern } of compiled) {
      if (route.method !== method) continue;
      const found = pattern.exec(path);
      if (found === null) continue;
      const params = Object.entries(found.groups ?? {}).map(([name, value]): [string, string] => [name, decode(value)]);
      return { route, params: Object.fromEntries(params) };
    }
    return null;
  };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
