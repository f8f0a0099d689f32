// Random valid operations over a schema: fields under aliases that are often other fields' names, fragments named and inline,
// conditions, several operations in one document.
import {
  doTypesOverlap,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isUnionType,
  Kind,
  parse,
  validate,
  visit,
  type DocumentNode,
  type FieldNode,
  type GraphQLError,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { createRandomArguments, type RandomArguments } from './random-arguments';
import type { Random } from './random';

export interface Operation {
  document: DocumentNode;
  operationName: string | null;
  variables: Readonly<Record<string, unknown>>;
}

/** A valid operation, several times with other variables. The same chance gives the same ones. */
export function randomOperations(
  api: GraphQLSchema,
  random: Random,
  { ids, times }: { ids: readonly string[]; times: number },
): Operation[] {
  for (;;) {
    const { text, operationName, draw } = write(api, random, ids);
    const document = repair(api, parse(text, { noLocation: true }));
    if (document === null) continue;
    return Array.from({ length: times }, () => ({ document, operationName, variables: draw() }));
  }
}

interface Fragment {
  name: string;
  on: GraphQLCompositeType;
  text: string;
}

interface Written {
  text: string;
  operationName: string | null;
  draw: RandomArguments['draw'];
}

function write(api: GraphQLSchema, random: Random, ids: readonly string[]): Written {
  const given = createRandomArguments(random, ids);
  const writer = createWriter(api, random, given);
  const mutation = api.getMutationType();
  const isMutation = mutation != null && random.chance(0.2);
  const root = isMutation ? mutation : api.getQueryType();
  if (root == null) throw new TypeError('no query type');
  const selections = writer.root(root);
  const variables = given.variables.map(({ name, type, preset }) => `$${name}: ${type}${preset === null ? '' : ` = ${preset}`}`);
  const isNamed = variables.length > 0 || random.chance(0.5);
  const opening = isNamed ? `${random.chance(0.5) ? 'Main' : ''}${variables.length > 0 ? `(${variables.join(', ')})` : ''}` : '';
  const [name = ''] = /^\w+/.exec(opening) ?? [];
  const other = name !== '' && random.chance(0.15) ? 'query Other { __typename }\n' : '';
  return {
    text: `${other}${isMutation ? 'mutation' : 'query'} ${opening} ${selections}\n${writer.fragments()}`,
    operationName: other === '' && random.chance(0.5) ? null : name === '' ? null : name,
    draw: () => given.draw(),
  };
}

interface Writer {
  root(type: GraphQLObjectType): string;
  fragments(): string;
}

function createWriter(api: GraphQLSchema, random: Random, given: RandomArguments): Writer {
  const fragments: Fragment[] = [];
  const composite = Object.values(api.getTypeMap()).filter((type) => isCompositeType(type) && !type.name.startsWith('__'));
  const names = [
    ...new Set(composite.flatMap((type) => (isUnionType(type) ? [] : isCompositeType(type) ? Object.keys(type.getFields()) : []))),
  ];
  let budget = 4 + random.int(16);

  function directive(): string {
    if (!random.chance(0.12)) return '';
    if (random.chance(0.15)) return ` @skip(if: ${given.condition()}) @include(if: ${given.condition()})`;
    return ` @${random.pick(['skip', 'include'])}(if: ${given.condition()})`;
  }

  function alias(): string {
    if (!random.chance(0.25)) return '';
    return `${random.chance(0.5) ? random.pick(names) : random.pick(['a', 'b', 'c', '__typename', `_${random.pick(names)}`])}: `;
  }

  function field(one: GraphQLField<unknown, unknown>, depth: number): string {
    budget -= 1;
    const type = getNamedType(one.type);
    const inner = isCompositeType(type) ? ` ${selections(type, depth - 1)}` : '';
    return `${alias()}${one.name}${given.of(one.args)}${directive()}${inner}`;
  }

  function selections(type: GraphQLCompositeType, depth: number): string {
    const count = 1 + random.int(4);
    const parts = Array.from({ length: count }, () => selection(type, depth)).filter((part) => part !== '');
    return `{ ${parts.length === 0 ? '__typename' : parts.join(' ')} }`;
  }

  function selection(type: GraphQLCompositeType, depth: number): string {
    const abstract = isAbstractType(type);
    const roll = random.int(100);
    if (depth > 0 && budget > 0 && roll < (isUnionType(type) ? 80 : abstract ? 45 : 15)) {
      return roll % 3 === 0 ? spread(type, depth) : inline(type, depth);
    }
    if (isUnionType(type) || roll > 93) return `${alias()}__typename${directive()}`;
    const fields = Object.values(type.getFields());
    const shallow = fields.filter((one) => isLeafType(getNamedType(one.type)));
    const choice = depth > 0 && budget > 0 ? fields : shallow;
    return choice.length === 0 ? '' : field(random.pick(choice), depth);
  }

  function conditionFor(type: GraphQLCompositeType): GraphQLCompositeType {
    const fitting = composite.filter(isCompositeType).filter((one) => doTypesOverlap(api, type, one));
    const members = fitting.filter((one) => one !== type);
    return members.length > 0 && random.chance(0.8) ? random.pick(members) : type;
  }

  function inline(type: GraphQLCompositeType, depth: number): string {
    if (random.chance(0.15)) return `...${directive()} ${selections(type, depth - 1)}`;
    const condition = conditionFor(type);
    return `... on ${condition.name}${directive()} ${selections(condition, depth - 1)}`;
  }

  function spread(type: GraphQLCompositeType, depth: number): string {
    const usable = fragments.filter(({ on }) => doTypesOverlap(api, type, on));
    if (usable.length > 0 && random.chance(0.6)) return `...${random.pick(usable).name}${directive()}`;
    const on = conditionFor(type);
    // Known once it is whole: fragments never spread themselves.
    const text = selections(on, depth - 1);
    const name = `F${fragments.length}`;
    fragments.push({ name, on, text });
    return `...${name}${directive()}`;
  }

  return {
    root(type) {
      const depth = 2 + random.int(4);
      const isQuery = type === api.getQueryType();
      const fields = Object.values(type.getFields());
      const parts = Array.from({ length: 1 + random.int(3) }, () => {
        const roll = random.int(100);
        if (roll < 4) return `${alias()}__typename${directive()}`;
        if (roll < 6 && isQuery) return `__schema { queryType { name } mutationType { name } }`;
        if (roll < 8 && isQuery) return `a: __type(name: "${random.pick(composite).name}")${directive()} { kind name fields { name } }`;
        if (roll < 20) return inline(type, depth + 1);
        if (roll < 27) return spread(type, depth + 1);
        return field(random.pick(fields), depth);
      });
      return `{ ${parts.join(' ')} }`;
    },
    fragments: () => fragments.map(({ name, on, text }) => `fragment ${name} on ${on.name} ${text}`).join('\n'),
  };
}

/** Fields that cannot be merged get keys of their own; null where that does not make the document valid. */
function repair(api: GraphQLSchema, given: DocumentNode): DocumentNode | null {
  let document = given;
  for (let round = 0; round < 12; round += 1) {
    const errors = validate(api, document);
    if (errors.length === 0) return document;
    const clashing = new Map<unknown, string>();
    for (const error of errors) {
      const last = lastField(error);
      if (last === undefined) throw new TypeError(`the generator wrote an invalid operation: ${error.message}`);
      clashing.set(last, `k${round}x${clashing.size}`);
    }
    document = visit(document, {
      Field(node): FieldNode | undefined {
        const key = clashing.get(node);
        return key === undefined ? undefined : { ...node, alias: { kind: Kind.NAME, value: key } };
      },
    });
  }
  return null;
}

function lastField({ message, nodes = [] }: GraphQLError): FieldNode | undefined {
  if (!message.includes('conflict')) return undefined;
  return nodes.filter((node) => node.kind === Kind.FIELD).at(-1);
}
