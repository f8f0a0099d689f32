// The project's own source as data, for the tests of its layout: each file with what it imports and what it does at import.
// Reads and parses; judges nothing.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';

export interface Import {
  /** As written. */
  specifier: string;
  /** The file of ours that it means; null for packages and built-in modules. */
  file: string | null;
}

export interface SourceFile {
  /** From the root, with slashes. */
  path: string;
  text: string;
  /** Type imports, re-exports, `import()` and `require` included. */
  imports: Import[];
  /** True where it declares types alone. */
  typesOnly: boolean;
  /** True where importing it does something. */
  actsOnImport: boolean;
  readsEnvironment: boolean;
}

export type SourceTree = ReadonlyMap<string, SourceFile>;

const SKIPPED = new Set(['node_modules', 'dist', '.git', '.cache', '.data', '.ci', 'docs']);

/** Every TypeScript file below `root`, generated ones included. */
export function readTree(root: string): SourceTree {
  const texts: Record<string, string> = {};
  const walk = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = posix.join(folder, entry.name);
      if (entry.isDirectory() && !SKIPPED.has(entry.name)) walk(path);
      else if (entry.isFile() && /\.tsx?$/.test(entry.name)) texts[path] = readFileSync(join(root, path), 'utf8');
    }
  };
  walk('');
  return toTree(texts);
}

/** The same from texts by path. */
export function toTree(texts: Readonly<Record<string, string>>): SourceTree {
  const paths = new Set(Object.keys(texts));
  return new Map(Object.entries(texts).map(([path, text]) => [path, toSourceFile(path, text, paths)]));
}

function toSourceFile(path: string, text: string, paths: ReadonlySet<string>): SourceFile {
  const parsed = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true, path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const specifiers: string[] = [];
  let readsEnvironment = false;
  const walk = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier !== null) specifiers.push(specifier);
    readsEnvironment ||= isEnvironment(node);
    ts.forEachChild(node, walk);
  };
  walk(parsed);
  return {
    path,
    text,
    imports: specifiers.map((specifier) => ({ specifier, file: resolve(path, specifier, paths) })),
    typesOnly: parsed.statements.every(declaresTypesOnly),
    actsOnImport: parsed.statements.some((statement) => ts.isExpressionStatement(statement)),
    readsEnvironment: readsEnvironment || specifiers.some((specifier) => specifier === 'process' || specifier === 'node:process'),
  };
}

function specifierOf(node: ts.Node): string | null {
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier !== undefined)
    return textOf(node.moduleSpecifier);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return textOf(node.argument.literal);
  if (!ts.isCallExpression(node)) return null;
  const imports = node.expression.kind === ts.SyntaxKind.ImportKeyword;
  const requires = ts.isIdentifier(node.expression) && node.expression.text === 'require';
  return (imports || requires) && node.arguments[0] !== undefined ? textOf(node.arguments[0]) : null;
}

function textOf(node: ts.Node): string | null {
  return ts.isStringLiteralLike(node) ? node.text : null;
}

/** `process.env`, `process['env']`, and `process` taken apart. */
function isEnvironment(node: ts.Node): boolean {
  const isProcess = (expression: ts.Node | undefined): boolean =>
    expression !== undefined && ts.isIdentifier(expression) && expression.text === 'process';
  if (ts.isPropertyAccessExpression(node)) return isProcess(node.expression) && node.name.text === 'env';
  if (ts.isElementAccessExpression(node)) return isProcess(node.expression) && textOf(node.argumentExpression) === 'env';
  return ts.isVariableDeclaration(node) && ts.isObjectBindingPattern(node.name) && isProcess(node.initializer);
}

function declaresTypesOnly(statement: ts.Statement): boolean {
  if (ts.isImportDeclaration(statement) || ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) return true;
  return ts.isExportDeclaration(statement) && statement.isTypeOnly;
}

function resolve(from: string, specifier: string, paths: ReadonlySet<string>): string | null {
  if (!specifier.startsWith('.')) return null;
  // Where code is loaded late, the compiler wants the name of the file that it will become.
  const target = posix.join(posix.dirname(from), specifier).replace(/\.js$/, '');
  const file = [target, `${target}.ts`, `${target}.tsx`, `${target}/index.ts`].find((candidate) => paths.has(candidate));
  return file ?? target;
}
