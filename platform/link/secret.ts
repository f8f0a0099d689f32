// What an operator says of the secret that the gateway and subgraphs served apart have in common: SUBGRAPH_SECRET.
import { z } from 'zod';
import type { EnvReader } from '../env';
import type { SigningSecrets } from './signature';

const SETTING = z.object({
  SUBGRAPH_SECRET: z
    .string()
    .transform((text) => text.split(',').map((secret) => secret.trim()))
    .refine((secrets) => secrets.every((secret) => secret.length >= 32), {
      message: 'takes secrets of at least 32 characters, separated by commas; the first one signs, all are accepted',
    })
    .optional(),
});

/** undefined = none is set, or it is faulty, which `env` knows. */
export function readSigningSecrets(env: EnvReader, tenant: string): SigningSecrets | undefined {
  const [first, ...others] = env.read(SETTING)?.SUBGRAPH_SECRET ?? [];
  return first === undefined ? undefined : { secrets: [first, ...others], tenant };
}
