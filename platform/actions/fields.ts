// The fields that inputs of actions are made of. What they hold is sent to one vendor and is kept nowhere.
import { z } from 'zod';
import { normaliseEmail } from '../identity/email';
import { parseRecordId } from '../record';

const LONGEST_TEXT = 2_000;
const LONGEST_ID = 300;

/** A global id. */
export const recordId = z
  .string()
  .max(LONGEST_ID)
  .refine((value) => parseRecordId(value) !== null, 'must be an id such as source:type:id');

/** What it is done for, such as the id of a ticket: people see it beside what was done. */
export const ref = recordId;

export const text = z.string().trim().min(1).max(LONGEST_TEXT);

/** Normalised, so that looking for it and writing it are one thing. */
export const email = z
  .string()
  .transform((value) => normaliseEmail(value))
  .pipe(z.string({ error: 'must be an email address' }));

/** E.164. */
export const phone = z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be a number such as +4930901820');

/** Some of `fields`, one at least, and all of `always`. */
export function given<Fields extends z.ZodRawShape, Always extends z.ZodRawShape>(fields: Fields, always: Always) {
  return z
    .strictObject(always)
    .extend(z.object(fields).partial().shape)
    .refine((input) => Object.keys(fields).some((name) => Object.hasOwn(input, name)), {
      message: `one of ${Object.keys(fields).join(', ')}`,
    });
}
