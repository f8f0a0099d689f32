// Sagas and workflows for tests of the machinery: of no vendor, over a question that needs no graph.
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { parse } from 'graphql';
import { z } from 'zod';
import type { AskGraph } from '../../platform/ask';
import { action, call } from '../../processes/workflows/action';
import type { Process } from '../../processes/workflows/process';
import { saga, step } from '../../processes/workflows/saga';

export interface Known {
  customer: { id: string } | null;
}

/** Typed as the code generator would. */
export const KNOWN: TypedDocumentNode<Known, { id: string }> = parse('query ($id: ID!) { customer(id: $id) { id } }');

export const known: AskGraph = ({ variables }) => Promise.resolve({ data: { customer: { id: variables?.['id'] } }, errors: [] });

const takes = { record: z.string(), email: z.string() };
export const first = action('crm', 'first', takes);
export const second = action('billing', 'second', takes);
export const third = action('marketing', 'third', takes);
export const fourth = action('support', 'fourth', takes);

export const SOURCE = 'trial';
export const CUSTOMER = `${SOURCE}:customer:1`;
export const ACTIONS = ['first', 'second', 'third', 'fourth'];
/** Personal data: nowhere to be found in what is kept. */
export const EMAIL = 'canary.person@planted.example';

const input = z.object({ email: z.string() });

interface Given {
  input: z.infer<typeof input>;
  data: Known;
}

const same = { input, subject: () => CUSTOMER, read: KNOWN, readId: () => CUSTOMER };

const once =
  (one: typeof first) =>
  ({ input: { email } }: Given) => [call(one, CUSTOMER, { record: CUSTOMER, email })];

/** Four steps, all of which can be taken back. */
export const reversible: Process = saga({
  ...same,
  name: 'reversible',
  about: 'Does four things.',
  steps: [
    step(first, { undo: true }, once(first)),
    step(second, { undo: true }, once(second)),
    step(third, { undo: true }, once(third)),
    step(fourth, { undo: true }, once(fourth)),
  ],
});

/** One step that can be taken back, the pivot, two that are tried for ever. */
export const pivoting: Process = saga({
  ...same,
  name: 'pivoting',
  about: 'Does four things, of which the second is final.',
  steps: [
    step(first, { undo: true }, once(first)),
    step(second, { pivot: true }, once(second)),
    step(third, { retry: 'forever' }, once(third)),
    step(fourth, { retry: 'forever' }, once(fourth)),
  ],
});
