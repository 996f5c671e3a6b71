import { findImports } from './find-imports.ts';
import type { SourceFile } from './source-files.ts';

const importedBy = (file: SourceFile): readonly string[] =>
  findImports(file)
    .filter(({ asWorker }) => !asWorker)
    .map(({ target }) => target);

/** Files that import each other in a circle, types included, each circle written as a path that ends where it began. */
export const importCycles = (files: readonly SourceFile[]): readonly string[] => {
  const targets = new Map(files.map((file) => [file.path, importedBy(file)] as const));
  const done = new Set<string>();
  const cycles: string[] = [];

  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start !== -1) {
      cycles.push([...trail.slice(start), path].join(' → '));
      return;
    }
    if (done.has(path)) return;
    for (const target of targets.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };

  for (const path of targets.keys()) visit(path, []);
  return cycles;
};
