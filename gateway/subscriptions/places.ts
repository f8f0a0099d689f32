// The places that subscriptions take, counted so that nobody takes them all.
import { refusalOf } from '../limits/refusal';
import type { SubscriptionLimits } from './settings';

export interface Places {
  /** Takes a place, and answers how to give it back. Throws the refusal, a GraphQLError. `connection` = any object of its own. */
  take(payer: string, connection: object): () => void;
  taken(): number;
}

export function createPlaces(limits: SubscriptionLimits): Places {
  const byPayer = new Map<string, number>();
  const byConnection = new WeakMap<object, number>();
  let total = 0;
  return {
    take(payer, connection) {
      const ofPayer = byPayer.get(payer) ?? 0;
      const ofConnection = byConnection.get(connection) ?? 0;
      if (total >= limits.LIMIT_SUBSCRIPTIONS) throw refused('This gateway has no room for more subscriptions now. Try again later.');
      if (ofPayer >= limits.LIMIT_CALLER_SUBSCRIPTIONS) {
        throw refused(`You have ${ofPayer} subscriptions, as many as one caller may have. End one first.`);
      }
      if (ofConnection >= limits.LIMIT_SOCKET_SUBSCRIPTIONS) {
        throw refused(`This connection has ${ofConnection} subscriptions, as many as there may be. End one first, or open another.`);
      }
      total += 1;
      byPayer.set(payer, ofPayer + 1);
      byConnection.set(connection, ofConnection + 1);
      return () => {
        total -= 1;
        const left = (byPayer.get(payer) ?? 1) - 1;
        if (left === 0) byPayer.delete(payer);
        else byPayer.set(payer, left);
        byConnection.set(connection, (byConnection.get(connection) ?? 1) - 1);
      };
    },
    taken: () => total,
  };
}

function refused(message: string): Error {
  return refusalOf({ code: 'TOO_MANY_SUBSCRIPTIONS', message, status: 429, retryAfterSeconds: 60 });
}
