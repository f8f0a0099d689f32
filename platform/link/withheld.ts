// What of a gateway's answer is withheld from whoever asked, and what would open it: fields that are refused, values that are masked,
// credentials or documents that are not taken. By what the answer says and the directives of the schema; never by its data.
import { Kind, parse, visit, type DocumentNode, type GraphQLSchema } from 'graphql';
import { z } from 'zod';
import { TokenError } from '../errors';
import { CLASSES, scopeOf } from '../request/personal-class';
import { follows } from '../request/requirement';
import { requirementsOf } from '../subgraph/guard';

/** What an answer's `extensions` tell of what is masked in it. */
export const maskedShape = z.looseObject({
  customerGraph: z.looseObject({ masked: z.array(z.object({ class: z.enum(CLASSES) })).optional() }).optional(),
});

export interface WithheldFrom {
  query: string;
  errors: readonly { code: string; path?: readonly (string | number)[] | undefined }[];
  /** Classes of personal data that the answer shows masked. */
  masked: readonly (typeof CLASSES)[number][];
  /** Whether a token was sent at all. */
  hasToken: boolean;
}

/** undefined = nothing is withheld. `schema` is asked for only where a field is. */
export function withheldIn({ query, errors, masked, hasToken }: WithheldFrom, schema: () => GraphQLSchema): TokenError | undefined {
  if (errors.some(({ code }) => code === 'UNAUTHENTICATED')) {
    return new TokenError(
      'GATEWAY_TOKEN_REFUSED',
      hasToken
        ? 'The gateway does not accept GATEWAY_TOKEN: it is expired, withdrawn, or of another gateway. Give the process subgraph a new one.'
        : 'The gateway asks whoever asks it to sign in, and GATEWAY_TOKEN is not set: give the process subgraph a token.',
    );
  }
  const refused = errors.filter(({ code }) => code === 'UNAUTHORIZED_FIELD_OR_TYPE');
  const isAdHoc = errors.some(({ code }) => code === 'QUERY_NOT_IN_SAFELIST');
  if (refused.length === 0 && masked.length === 0 && !isAdHoc) return undefined;
  const paths = refused.flatMap(({ path }) => (path === undefined ? [] : [path.filter((key) => typeof key === 'string')]));
  const scopes = [...(isAdHoc ? ['graphql:adhoc'] : []), ...scopesAt(query, paths, schema), ...masked.map(scopeOf)];
  const wanted = scopes.length === 0 ? 'what it asks for' : `the scopes ${[...new Set(scopes)].join(', ')}`;
  return new TokenError(
    'GATEWAY_TOKEN_LACKS_SCOPES',
    `The gateway withholds what processes read: give the holder of GATEWAY_TOKEN ${wanted}.`,
  );
}

/** Each as a token would have it: `customer:read or crm:read`. */
function scopesAt(query: string, paths: readonly string[][], schema: () => GraphQLSchema): string[] {
  if (paths.length === 0) return [];
  const all = requirementsOf(schema(), onlyTo(parse(query), paths));
  // Whoever may read a customer may read each view of one: what follows from the rest is not asked for too.
  const least = all.filter(
    (one) =>
      !follows(
        one,
        all.filter((other) => other !== one),
      ),
  );
  return least.flatMap((one) => (one.kind === 'scopes' ? [one.anyOf.map((held) => held.join(' and ')).join(' or ')] : []));
}

/** The document with nothing but the fields that lead to these places, by their keys in the answer. */
function onlyTo(document: DocumentNode, paths: readonly string[][]): DocumentNode {
  const place: string[] = [];
  return visit(document, {
    [Kind.FIELD]: {
      enter({ alias, name }) {
        const key = (alias ?? name).value;
        if (!paths.some((path) => [...place, key].every((one, depth) => path[depth] === one))) return null;
        place.push(key);
        return undefined;
      },
      leave: () => void place.pop(),
    },
  });
}
