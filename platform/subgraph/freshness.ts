// Freshness is declared once, in the SDL's `@cacheControl`. Here it becomes two things: how long the record cache keeps a
// type, and the `cache-control` of an answer (the smallest hint of everything selected).
import {
  getNamedType,
  isCompositeType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';

/** How long an answer may be kept, and by whom. */
export interface Freshness {
  maxAgeSeconds: number;
  scope: 'PUBLIC' | 'PRIVATE';
}

const NO_HINT: Freshness = { maxAgeSeconds: 0, scope: 'PRIVATE' };

/** How long a type may be kept, in seconds; 0 where the SDL does not say. */
export function ttlOf(schema: GraphQLSchema, typeName: string): number {
  return hintOf(schema.getType(typeName)?.astNode?.directives)?.maxAgeSeconds ?? 0;
}

/** The smallest hint of everything that the document selects; composite fields without one count as 0. */
export function freshnessOf(schema: GraphQLSchema, document: DocumentNode): Freshness {
  const types = new TypeInfo(schema);
  let freshness: Freshness | null = null;
  const restrict = (hint: Freshness): void => {
    freshness = {
      maxAgeSeconds: Math.min(freshness?.maxAgeSeconds ?? hint.maxAgeSeconds, hint.maxAgeSeconds),
      scope: freshness?.scope === 'PRIVATE' ? 'PRIVATE' : hint.scope,
    };
  };
  visit(
    document,
    visitWithTypeInfo(types, {
      Field() {
        const field = types.getFieldDef();
        if (field === null || field === undefined || field.name.startsWith('__') || field.name === '_entities') return;
        const type = getNamedType(field.type);
        const own = hintOf(field.astNode?.directives) ?? (isCompositeType(type) ? hintOf(type.astNode?.directives) : null);
        if (own === null && !isCompositeType(type)) return;
        restrict(own ?? NO_HINT);
      },
      InlineFragment() {
        // Entities come through a union that has no hint; the types in it do.
        const entity = types.getType();
        if (types.getParentType()?.name === '_Entity' && isCompositeType(entity)) restrict(hintOf(entity.astNode?.directives) ?? NO_HINT);
      },
    }),
  );
  return freshness ?? NO_HINT;
}

function hintOf(directives: readonly ConstDirectiveNode[] | undefined): Freshness | null {
  const directive = directives?.find(({ name }) => name.value === 'cacheControl');
  if (directive === undefined) return null;
  const argument = (name: string): string | undefined => {
    const value = directive.arguments?.find((candidate) => candidate.name.value === name)?.value;
    return value !== undefined && 'value' in value ? String(value.value) : undefined;
  };
  return { maxAgeSeconds: Number(argument('maxAge') ?? 0), scope: argument('scope') === 'PRIVATE' ? 'PRIVATE' : 'PUBLIC' };
}
