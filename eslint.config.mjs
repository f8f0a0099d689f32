// Lint: types without doubt in the code, a user's manual in the SDL.
import graphql from '@graphql-eslint/eslint-plugin';
import tseslint from 'typescript-eslint';

// One configuration for both kinds of file: the plugin loads the first it meets and keeps it.
const graphQLConfig = { schema: 'schema/supergraph.graphql', documents: 'schema/operations/*.graphql' };

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'node_modules/',
      '.cache/',
      '.data/',
      '**/*.gen.ts',
      'schema/supergraph.graphql',
      'test/real/vendure/server/',
      'test/vendor-contracts/strangers/',
    ],
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/require-await': 'off',
      // Everything here is a plain object of functions: there is no `this` to lose.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
    },
  },
  {
    // Matchers such as expect.any() have no type; commands talk to people.
    files: ['test/**/*.ts', 'bench/**/*.ts', 'sandbox/start.ts', 'gateway/explorer/build.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/await-thenable': 'off',
      'no-console': 'off',
    },
  },
  {
    files: ['schema/{_header,customer,crm,sales,billing,marketing,support}.graphql'],
    languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig } },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      // Clients read descriptions in the explorer: every type, every input, every enum value.
      '@graphql-eslint/require-description': [
        'error',
        { types: true, DirectiveDefinition: true, EnumValueDefinition: true, InputValueDefinition: true },
      ],
      '@graphql-eslint/no-hashtag-description': 'error',
      '@graphql-eslint/unique-enum-value-names': 'error',
      '@graphql-eslint/no-typename-prefix': 'off',
    },
  },
  {
    files: ['schema/operations/*.graphql'],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig },
    },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      '@graphql-eslint/fields-on-correct-type': 'error',
      '@graphql-eslint/known-argument-names': 'error',
      '@graphql-eslint/no-anonymous-operations': 'error',
      '@graphql-eslint/unique-operation-name': 'error',
      '@graphql-eslint/scalar-leafs': 'error',
      '@graphql-eslint/variables-in-allowed-position': 'error',
    },
  },
);
