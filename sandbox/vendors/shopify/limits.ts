// Shopify's limit of an app in a shop: a leaky bucket of points, by plan. A query must find its requested cost in the bucket and is
// given back what it did not use. https://shopify.dev/docs/api/usage/limits (100 points a second on the standard plan)

export interface ShopifyLimits {
  /** What a full bucket holds. */
  maximumAvailable: number;
  /** Points that come back every second. */
  restoreRate: number;
}

const STANDARD: ShopifyLimits = { maximumAvailable: 2000, restoreRate: 100 };

/** A single query may not cost more, whatever the plan. */
export const MAX_QUERY_COST = 1000;

export interface Bucket {
  /** Takes the points if they are there; nothing is taken otherwise. */
  take(points: number): boolean;
  giveBack(points: number): void;
  status(): { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };
}

/** @returns a full bucket; 'off' = one that never empties. */
export function createBucket(limits: Partial<ShopifyLimits> | 'off'): Bucket {
  const { maximumAvailable, restoreRate } = { ...STANDARD, ...(limits === 'off' ? {} : limits) };
  let available = maximumAvailable;
  let countedAt = Date.now();
  const restore = () => {
    const now = Date.now();
    available = Math.min(maximumAvailable, available + ((now - countedAt) / 1000) * restoreRate);
    countedAt = now;
  };
  return {
    take(points) {
      restore();
      if (limits === 'off') return true;
      if (points > available) return false;
      available -= points;
      return true;
    },
    giveBack(points) {
      if (limits !== 'off') available = Math.min(maximumAvailable, available + points);
    },
    status() {
      restore();
      return { maximumAvailable, currentlyAvailable: Math.floor(available), restoreRate };
    },
  };
}
