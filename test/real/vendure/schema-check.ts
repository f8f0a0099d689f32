// Holds the SDL that the pretend Vendure runs against what a real one answers to introspection: whatever the SDL states must be
// there, of the same kind and type, with the same arguments. What it leaves out is not missed. Pure; asks nobody.
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  type GraphQLInputField,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

/** What the pruned schema states and the real one does not, a line each. */
export function schemaFaults(pruned: GraphQLSchema, real: GraphQLSchema): string[] {
  return Object.values(pruned.getTypeMap())
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((stated) => {
      const type = real.getType(stated.name);
      if (type === undefined) return [`${stated.name}: there is no such type`];
      if (type.constructor !== stated.constructor) return [`${stated.name}: is of another kind`];
      return insideFaults(stated, type);
    });
}

function insideFaults(stated: GraphQLNamedType, real: GraphQLNamedType): string[] {
  if (isEnumType(stated) && isEnumType(real)) {
    return stated.getValues().flatMap(({ name }) => (real.getValue(name) ? [] : [`${stated.name}.${name}: there is no such value`]));
  }
  if (isUnionType(stated) && isUnionType(real)) {
    const members = new Set(real.getTypes().map(({ name }) => name));
    return stated.getTypes().flatMap(({ name }) => (members.has(name) ? [] : [`${stated.name}: ${name} is none of it`]));
  }
  if (isInputObjectType(stated) && isInputObjectType(real)) {
    const fields = real.getFields();
    return Object.values(stated.getFields()).flatMap((field) => fieldFaults(stated.name, field, fields[field.name]));
  }
  if ((isObjectType(stated) || isInterfaceType(stated)) && (isObjectType(real) || isInterfaceType(real))) {
    const fields = real.getFields();
    const interfaces = new Set(real.getInterfaces().map(({ name }) => name));
    return [
      ...stated.getInterfaces().flatMap(({ name }) => (interfaces.has(name) ? [] : [`${stated.name}: is no ${name}`])),
      ...Object.values(stated.getFields()).flatMap((field) => [
        ...fieldFaults(stated.name, field, fields[field.name]),
        ...argumentFaults(`${stated.name}.${field.name}`, field, fields[field.name]),
      ]),
    ];
  }
  return [];
}

type Field = GraphQLField<unknown, unknown>;

function fieldFaults(type: string, stated: Field | GraphQLInputField, real: Field | GraphQLInputField | undefined): string[] {
  if (real === undefined) return [`${type}.${stated.name}: there is no such field`];
  const [is, said] = [String(real.type), String(stated.type)];
  return is === said ? [] : [`${type}.${stated.name}: is ${is}, not ${said}`];
}

/** Arguments that the real one wants, and the pruned one does not know, are faults too. */
function argumentFaults(place: string, stated: Field, real: Field | undefined): string[] {
  if (real === undefined) return [];
  const known = new Map(real.args.map((argument) => [argument.name, argument]));
  const told = new Set(stated.args.map(({ name }) => name));
  return [
    ...stated.args.flatMap(({ name, type }) => {
      const argument = known.get(name);
      if (argument === undefined) return [`${place}(${name}): there is no such argument`];
      return String(argument.type) === String(type) ? [] : [`${place}(${name}): is ${String(argument.type)}, not ${String(type)}`];
    }),
    ...real.args
      .filter(({ name, type }) => !told.has(name) && String(type).endsWith('!'))
      .map(({ name }) => `${place}(${name}): is wanted, and not stated`),
  ];
}
