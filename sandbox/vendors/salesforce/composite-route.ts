// POST composite: several requests in one, which counts as one. At most 25, and of these at most 5 queries or collections. A later one
// may name what an earlier one answered, and all of them may be one deed.
// https://developer.salesforce.com/docs/platform/api-rest/guide/resources-composite-composite-post.html
import { z } from 'zod';
import type { Route, VendorAnswer, VendorRequest } from '../../http/message';
import { createRouter } from '../../http/routing';
import { notFound, refuse, toError } from './errors';

const MOST_SUBREQUESTS = 25;
const MOST_QUERIES = 5;
const QUERY = /^\/services\/data\/v[\d.]+\/(query|queryAll|composite\/sobjects)\b/;

const composite = z.strictObject({
  allOrNone: z.boolean().optional(),
  collateSubrequests: z.boolean().optional(),
  compositeRequest: z
    .array(
      z.strictObject({
        method: z.string(),
        url: z.string().startsWith('/services/data/'),
        // "Must begin with a letter, letters, digits and underscores only".
        referenceId: z.string().regex(/^[A-Za-z]\w*$/),
        body: z.unknown().optional(),
        httpHeaders: z.record(z.string(), z.string()).optional(),
      }),
    )
    .min(1),
});
type Subrequest = z.infer<typeof composite>['compositeRequest'][number];

const shape = z.strictObject({
  compositeResponse: z.array(
    z.strictObject({ body: z.json(), httpHeaders: z.record(z.string(), z.string()), httpStatusCode: z.int(), referenceId: z.string() }),
  ),
});

/**
 * @param routes those that a subrequest may be for.
 * @param atomically all that is written within, or nothing where it answers false.
 */
export function createCompositeRoute(routes: readonly Route[], atomically: (run: () => boolean) => void): Route {
  const find = createRouter(routes);

  function parts({ method, url, body = null, httpHeaders = {} }: Subrequest, origin: string) {
    const { pathname, searchParams } = new URL(url, origin);
    const match = find(method, pathname.replace(/\/$/, ''));
    const params = match?.params ?? {};
    const request: VendorRequest = {
      method,
      path: pathname,
      params,
      query: searchParams,
      headers: httpHeaders,
      body,
      bodyLength: 0,
      origin,
    };
    return { route: match?.route ?? null, request };
  }

  function answer(subrequest: Subrequest, origin: string): VendorAnswer {
    const { route, request } = parts(subrequest, origin);
    return route === null ? notFound() : route.handle(request);
  }

  return {
    method: 'POST',
    path: '/services/data/:version/composite',
    shape,
    keys({ body, origin }) {
      const told = composite.safeParse(body);
      const asked = (told.data?.compositeRequest ?? []).map((one) => parts(one, origin));
      return Math.max(
        1,
        asked.reduce((sum, { route, request }) => sum + (route?.keys?.(request) ?? 1), 0),
      );
    },
    handle({ body, origin }) {
      const told = composite.safeParse(body);
      if (!told.success) throw refuse('JSON_PARSER_ERROR', `the composite request is malformed: ${z.prettifyError(told.error)}`);
      const { compositeRequest } = told.data;
      if (compositeRequest.length > MOST_SUBREQUESTS)
        return limitExceeded(`The request can’t contain more than ${MOST_SUBREQUESTS} operations.`);
      if (compositeRequest.filter(({ url }) => QUERY.test(url)).length > MOST_QUERIES) {
        return limitExceeded(`The request can’t contain more than ${MOST_QUERIES} query or sObject Collections operations.`);
      }
      const names = compositeRequest.map(({ referenceId }) => referenceId);
      if (new Set(names).size < names.length) throw refuse('INVALID_INPUT', 'referenceIds must be unique');
      const allOrNone = told.data.allOrNone === true;
      let answers: Answered[] = [];
      atomically(() => {
        answers = answerEach(compositeRequest, allOrNone, (one) => answer(one, origin));
        return !allOrNone || answers.every(({ status }) => status < 400);
      });
      const compositeResponse = answers.map(({ status, body: answered, referenceId }) => {
        return { body: answered, httpHeaders: {}, httpStatusCode: status, referenceId };
      });
      return { status: 200, body: { compositeResponse } };
    },
  };
}

type Answered = Pick<VendorAnswer, 'status' | 'body'> & { referenceId: string };

/** In their order. Where one fails of which all or none are done, the others are halted: those before it, too. */
function answerEach(requests: readonly Subrequest[], allOrNone: boolean, ask: (one: Subrequest) => VendorAnswer): Answered[] {
  const answers: Answered[] = [];
  for (const one of requests) {
    const { request, unknown } = withReferences(one, answers);
    const answer =
      unknown === null ? ask(request) : toError(400, 'PROCESSING_HALTED', `Invalid reference specified. No value for ${unknown}`);
    answers.push({ ...answer, referenceId: one.referenceId });
    if (allOrNone && answer.status >= 400) {
      const halted = toError(
        400,
        'PROCESSING_HALTED',
        'The transaction was rolled back since another operation in the same transaction failed.',
      );
      return requests.map(({ referenceId }) => (referenceId === one.referenceId ? { ...answer, referenceId } : { ...halted, referenceId }));
    }
  }
  return answers;
}

/** `@{reference.field}` in the address and in the body's texts, as the earlier answer has it. `unknown` = one that none has. */
function withReferences(one: Subrequest, answers: readonly Answered[]): { request: Subrequest; unknown: string | null } {
  let unknown: string | null = null;
  const filled = (text: string): string =>
    text.replaceAll(/@\{(\w+)\.(\w+)\}/g, (whole, reference: string, field: string) => {
      const { data } = z.record(z.string(), z.unknown()).safeParse(answers.find(({ referenceId }) => referenceId === reference)?.body);
      const value = data?.[field];
      if (typeof value === 'string') return value;
      unknown = whole;
      return whole;
    });
  const { data: fields } = z.record(z.string(), z.unknown()).safeParse(one.body);
  const body =
    fields === undefined
      ? one.body
      : Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? filled(value) : value]));
  const request = { ...one, url: filled(one.url), ...(body === undefined ? {} : { body }) };
  return { request, unknown };
}

function limitExceeded(message: string): VendorAnswer {
  const body = [{ errorCode: 'LIMIT_EXCEEDED', message }];
  return { status: 400, body: { compositeResponse: [{ body, httpHeaders: {}, httpStatusCode: 400, referenceId: null }] } };
}
