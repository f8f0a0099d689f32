// Random arguments: literals and variables, with and without defaults, given and left out, anywhere within lists and input objects.
import {
  astFromValue,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  isRequiredArgument,
  print,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
} from 'graphql';
import type { Random } from './random';

export interface Variable {
  name: string;
  type: string;
  /** As text; null = none. */
  preset: string | null;
}

export interface RandomArguments {
  /** `(a: 1, b: $v)`, or nothing. */
  of(given: readonly GraphQLArgument[]): string;
  /** A boolean for a condition. */
  condition(): string;
  readonly variables: readonly Variable[];
  /** Values for them, others each time. */
  draw(): Record<string, unknown>;
}

const DEEPEST = 2;

/** `ids`: what identifies things that are there. */
export function createRandomArguments(random: Random, ids: readonly string[]): RandomArguments {
  const variables: Variable[] = [];
  const conditions = new Set<string>();
  /** Of each variable; undefined = it is left out. */
  const draws: Record<string, () => unknown> = {};

  function valueOf(type: GraphQLInputType, depth = 0): unknown {
    if (isNonNullType(type)) return valueOf(type.ofType, depth);
    if (isListType(type)) {
      // One item alone stands for a list of it.
      if (random.chance(0.15)) return itemOf(type.ofType, depth, false);
      return Array.from({ length: random.int(3) }, () => itemOf(type.ofType, depth, true));
    }
    if (isEnumType(type)) return random.pick(type.getValues()).name;
    if (isInputObjectType(type)) {
      return Object.fromEntries(
        Object.values(type.getFields()).flatMap((field) =>
          isWanted(field, depth) ? [[field.name, itemOf(field.type, depth + 1, depth < DEEPEST)]] : [],
        ),
      );
    }
    switch (type.name) {
      case 'Int':
        return random.int(5);
      case 'Float':
        return random.pick([0.5, 2, 3.25]);
      case 'Boolean':
        return random.chance(0.5);
      case 'ID':
        return random.pick(ids);
      default:
        return random.pick(['', 'a', 'kg', 'text "quoted"']);
    }
  }

  function itemOf(type: GraphQLInputType, depth: number, mayBeNull: boolean): unknown {
    return mayBeNull && !isNonNullType(type) && random.chance(0.1) ? null : valueOf(type, depth);
  }

  function isWanted(input: GraphQLArgument | GraphQLInputField, depth: number): boolean {
    const required = 'astNode' in input && isRequiredInput(input);
    return required || (depth < DEEPEST && random.chance(0.5));
  }

  function literal(value: unknown, type: GraphQLInputType): string {
    const node = astFromValue(value, type);
    return node == null ? 'null' : print(node);
  }

  /** A value for a place of this type; `hasDefault`: the place takes its own where nothing is given. */
  function textFor(type: GraphQLInputType, hasDefault: boolean, depth: number): string {
    if (random.chance(0.3)) return `$${variableFor(type, hasDefault).name}`;
    if (!isNonNullType(type) && random.chance(0.07)) return 'null';
    const bare = isNonNullType(type) ? type.ofType : type;
    if (isListType(bare) && random.chance(0.85)) {
      return `[${Array.from({ length: random.int(3) }, () => textFor(bare.ofType, false, depth)).join(', ')}]`;
    }
    if (isInputObjectType(bare)) {
      const fields = Object.values(bare.getFields()).filter((field) => isWanted(field, depth));
      return `{ ${fields.map((field) => `${field.name}: ${textFor(field.type, field.defaultValue !== undefined, depth + 1)}`).join(', ')} }`;
    }
    return literal(valueOf(bare, depth), bare);
  }

  function variableFor(type: GraphQLInputType, hasDefault: boolean): Variable {
    const bare = isNonNullType(type) ? type.ofType : type;
    const mayBeNull = !isNonNullType(type);
    const kind = random.pick(['plain', 'strict', 'preset']);
    const known = variables.find((one) => one.type === String(type) && one.preset === null);
    if (known !== undefined && random.chance(0.3)) return known;
    const name = `v${variables.length}`;
    const add = (of: string, preset: string | null): Variable => {
      const variable = { name, type: of, preset };
      variables.push(variable);
      return variable;
    };
    if (kind === 'strict' || (kind === 'plain' && !mayBeNull && !hasDefault)) {
      draws[name] = () => valueOf(bare);
      return add(`${String(bare)}!`, null);
    }
    // Left out, null where the place allows it, or a value.
    draws[name] = () => (random.chance(0.6) ? itemOf(type, 0, mayBeNull) : undefined);
    if (kind === 'plain') return add(String(bare), null);
    const preset = mayBeNull && random.chance(0.15) ? 'null' : literal(valueOf(bare), bare);
    return add(String(bare), preset);
  }

  return {
    of(given) {
      const chosen = given.filter((argument) => isRequiredArgument(argument) || random.chance(0.5));
      if (chosen.length === 0) return '';
      return `(${chosen.map(({ name, type, defaultValue }) => `${name}: ${textFor(type, defaultValue !== undefined, 0)}`).join(', ')})`;
    },
    condition() {
      if (random.chance(0.3)) return String(random.chance(0.5));
      const known = variables.filter(({ type }) => type === 'Boolean!' || type === 'Boolean');
      // Where null is refused no variable will do that may be null, be it by its default or by what is given.
      const usable = known.filter(({ name, type }) => type === 'Boolean!' || conditions.has(name));
      if (usable.length > 0 && random.chance(0.5)) return `$${random.pick(usable).name}`;
      const name = `v${variables.length}`;
      const preset = random.chance(0.5) ? String(random.chance(0.5)) : null;
      variables.push({ name, type: preset === null ? 'Boolean!' : 'Boolean', preset });
      conditions.add(name);
      draws[name] = () => (preset === null || random.chance(0.5) ? random.chance(0.5) : undefined);
      return `$${name}`;
    },
    variables,
    draw: () =>
      Object.fromEntries(
        Object.entries(draws).flatMap(([name, draw]) => {
          const value = draw();
          return value === undefined ? [] : [[name, value]];
        }),
      ),
  };
}

function isRequiredInput(input: GraphQLArgument | GraphQLInputField): boolean {
  return isRequiredInputField(input);
}
