// How the real Vendure is set up: a shop on loopback with its database in memory, and a few custom fields. It sends nothing anywhere.
import { DefaultLogger, dummyPaymentHandler, LogLevel, type PasswordHashingStrategy, type VendureConfig } from '@vendure/core';
import { createHash } from 'node:crypto';

export interface ServerSettings {
  /** On 127.0.0.1. */
  port: number;
  username: string;
  password: string;
  /** After so many milliseconds without a request a session ends. */
  sessionMs: number;
}

/** Vendure's own takes a quarter of a second for each of the people, which guards nothing here: their words are all the same. */
const hash = (word: string): string => createHash('sha256').update(word).digest('hex');
const passwordHashingStrategy: PasswordHashingStrategy = {
  hash: (word) => Promise.resolve(hash(word)),
  check: (word, hashed) => Promise.resolve(hash(word) === hashed),
};

/** https://docs.vendure.io/reference/typescript-api/configuration/vendure-config/ */
export function toConfig({ port, username, password, sessionMs }: ServerSettings): VendureConfig {
  return {
    logger: new DefaultLogger({ level: LogLevel.Error, timestamp: false }),
    apiOptions: { hostname: '127.0.0.1', port, cors: false },
    authOptions: {
      tokenMethod: ['bearer', 'api-key'],
      superadminCredentials: { identifier: username, password },
      sessionDuration: sessionMs,
      passwordHashingStrategy,
    },
    dbConnectionOptions: { type: 'sqljs', synchronize: true, autoSave: false },
    paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
    customFields: {
      Customer: [
        { name: 'crmId', type: 'string', nullable: true },
        { name: 'loyaltyTier', type: 'string', nullable: true },
      ],
      Order: [{ name: 'salesPerson', type: 'string', nullable: true }],
    },
  };
}
