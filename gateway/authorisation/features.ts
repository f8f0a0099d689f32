// The features that a supergraph links, by the addresses of their specifications: what they are called in it is the supergraph's to
// choose (`import: [{name: "@authenticated", as: "@auth"}]`), and a directive that only bears a name is none of them.
import { Kind, type ConstDirectiveNode, type ConstValueNode, type DocumentNode } from 'graphql';

export interface Feature {
  /** The address without the version: `https://specs.apollo.dev/authenticated`. */
  identity: string;
  /** `v0.1`. */
  version: string;
  /** What its own elements begin with, and what the directive is called that has the feature's name, unless it is imported. */
  namespace: string;
  /** `SECURITY`, `EXECUTION`; null = it does not say. */
  purpose: string | null;
  /** What is imported of it: its own name to the one here; directives with their `@`. */
  imports: ReadonlyMap<string, string>;
  link: ConstDirectiveNode;
}

/** Of the specification by which all others are linked. */
const LINK = /^https:\/\/specs\.apollo\.dev\/(?:link|core)\/?(?:v\d+\.\d+)?\/?$/;
const ADDRESS = /^(.+?)\/(v\d+\.\d+)\/?$/;

/** In the order in which they are linked; those that say no version have an empty one. */
export function featuresIn(supergraph: DocumentNode): Feature[] {
  const all = supergraph.definitions.flatMap((one) =>
    one.kind === Kind.SCHEMA_DEFINITION || one.kind === Kind.SCHEMA_EXTENSION ? (one.directives ?? []) : [],
  );
  // The link directive may have another name itself: the one that links its own specification is it.
  const own = all.find((directive) => LINK.test(addressOf(directive)));
  return all.filter(({ name }) => name.value === (own?.name.value ?? 'link')).map(toFeature);
}

/** What the feature's main directive is called here, without `@`. */
export function directiveOf({ identity, namespace, imports }: Feature): string {
  return imports.get(`@${lastOf(identity)}`)?.slice(1) ?? namespace;
}

function toFeature(link: ConstDirectiveNode): Feature {
  const [, identity = addressOf(link), version = ''] = ADDRESS.exec(addressOf(link)) ?? [];
  const given = argumentOf(link, 'import');
  return {
    identity,
    version,
    namespace: textIn(argumentOf(link, 'as')) ?? lastOf(identity),
    purpose: textIn(argumentOf(link, 'for')),
    imports: new Map(given?.kind === Kind.LIST ? given.values.flatMap(toImport) : []),
    link,
  };
}

function toImport(value: ConstValueNode): [string, string][] {
  if (value.kind === Kind.STRING) return [[value.value, value.value]];
  if (value.kind !== Kind.OBJECT) return [];
  const field = (name: string): string | null => textIn(value.fields.find((one) => one.name.value === name)?.value);
  const name = field('name');
  return name === null ? [] : [[name, field('as') ?? name]];
}

function addressOf(link: ConstDirectiveNode): string {
  return textIn(argumentOf(link, 'url')) ?? textIn(argumentOf(link, 'feature')) ?? '';
}

function argumentOf({ arguments: given = [] }: ConstDirectiveNode, name: string): ConstValueNode | undefined {
  return given.find((argument) => argument.name.value === name)?.value;
}

function textIn(value: ConstValueNode | undefined): string | null {
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : null;
}

function lastOf(identity: string): string {
  return identity.split('/').at(-1) ?? identity;
}
