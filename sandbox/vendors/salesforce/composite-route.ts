// POST composite: several requests in one, which counts as one. At most 25, and of these at most 5 queries or collections.
// https://developer.salesforce.com/docs/platform/api-rest/guide/resources-composite-composite-post.html
import { z } from 'zod';
import type { Route, VendorAnswer, VendorRequest } from '../../http/message';
import { createRouter } from '../../http/routing';
import { notFound, refuse } from './errors';

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

/** @param routes those that a subrequest may be for. */
export function createCompositeRoute(routes: readonly Route[]): Route {
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
      const compositeResponse = compositeRequest.map((one) => {
        const { status, body: answered } = answer(one, origin);
        return { body: answered, httpHeaders: {}, httpStatusCode: status, referenceId: one.referenceId };
      });
      return { status: 200, body: { compositeResponse } };
    },
  };
}

function limitExceeded(message: string): VendorAnswer {
  const body = [{ errorCode: 'LIMIT_EXCEEDED', message }];
  return { status: 400, body: { compositeResponse: [{ body, httpHeaders: {}, httpStatusCode: 400, referenceId: null }] } };
}
