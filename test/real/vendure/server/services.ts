// Vendure's own services, as the fillers reach them, and what they answer when they refuse.
import type { Type } from '@vendure/core';

/** The part of a running Vendure that hands out its services. */
export interface Services {
  get<T>(service: Type<T>): T;
}

type Refusal<T> = Extract<T, { errorCode: string }>;

/** What a service answers when it does not refuse; throws what it refused for. */
export function accepted<T extends object>(result: T): Exclude<T, Refusal<T>> {
  if (isAccepted(result)) return result;
  throw new Error(JSON.stringify(result));
}

function isAccepted<T extends object>(result: T): result is Exclude<T, Refusal<T>> {
  return !('errorCode' in result);
}
