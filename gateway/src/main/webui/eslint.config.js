import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const features = [
  'account',
  'catalog',
  'curation',
  'grading',
  'operations',
  'practice',
  'prepare',
  'reviews',
  'room',
  'sessions',
];

/** Layers import downwards only (app → features → components → lib), and by alias, never by `../`. */
function layer(files, banned) {
  return {
    files: [files],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['../*'], message: 'Import across folders by the alias @/.' },
            ...banned.map((group) => ({
              group: [`@/${group}`, `@/${group}/**`],
              message: `${files} may not import from ${group}: it lies above or beside it.`,
            })),
          ],
        },
      ],
    },
  };
}

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'src/lib/api/*.d.ts'] },
  ...tseslint.configs.strict,
  ...tseslint.configs.stylistic,
  { files: ['**/*.{ts,tsx}'], ...reactHooks.configs.flat.recommended },
  {
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  layer('src/lib/**', ['components', 'features', 'app', 'testing']),
  layer('src/components/**', ['features', 'app', 'testing']),
  layer('src/components/**/*.test.{ts,tsx}', ['features', 'app']),
  ...features.flatMap((feature) => {
    const beside = features
      .filter((other) => other !== feature)
      .map((other) => `features/${other}`);
    return [
      layer(`src/features/${feature}/**`, ['app', 'testing', ...beside]),
      layer(`src/features/${feature}/**/*.test.{ts,tsx}`, ['app', ...beside]),
    ];
  }),
  layer('src/app/**', ['testing']),
);
