import { defineConfig } from 'vitest/config';

const project = (name: string, options: { testTimeout?: number } = {}) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    expect: { requireAssertions: true },
    ...options,
  },
});

export default defineConfig({
  test: {
    projects: [
      project('unit'),
      project('property', { testTimeout: 30_000 }),
      project('contract', { testTimeout: 30_000 }),
      project('integration', { testTimeout: 60_000 }),
      project('crash', { testTimeout: 180_000 }),
      project('chaos', { testTimeout: 300_000 }),
      project('architecture', { testTimeout: 30_000 }),
      project('infrastructure', { testTimeout: 60_000 }),
      project('browser', { testTimeout: 60_000 }),
    ],
  },
});
