// The body of a request that writes, read against what Mailchimp documents and this emulator knows; anything else is refused, so that a
// caller's mistake shows.
import type { z } from 'zod';
import type { VendorRequest } from '../../http/message';
import { invalidResource, Refused } from './errors';

/** @throws Refused, naming the first field that does not fit. */
export function readBody<Schema extends z.ZodType>(schema: Schema, { body }: VendorRequest): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  throw new Refused(invalidResource(unknown ?? issue?.path.join('.') ?? '', issue?.message ?? ''));
}
