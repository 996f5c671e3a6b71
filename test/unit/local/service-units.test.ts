import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseEnvironment } from '../../../local/environment.ts';

const linesOf = (path: string): readonly string[] =>
  readFileSync(new URL(`../../../deploy/${path}`, import.meta.url), 'utf8').split('\n');

const valuesOf = (path: string, name: string): readonly string[] =>
  linesOf(path).flatMap((line) => (line.startsWith(`${name}=`) ? [line.slice(name.length + 1)] : []));

describe.each(['systemd/gongkai.service', 'systemd/gongkai-backup.service'])('the unit %s', (unit) => {
  it('runs a command that the launcher knows', () => {
    const [command = ''] = valuesOf(unit, 'ExecStart');
    const [launcher, word = ''] = command.split(' ');
    expect(launcher).toBe('/opt/gongkai/gongkai');
    expect(linesOf('gongkai').join('\n')).toMatch(new RegExp(`^ {2}(?:\\w+ \\| )?${word}\\b.*\\)`, 'm'));
  });

  it('sets what the server reads, to values that it takes', () => {
    const set = Object.fromEntries(
      valuesOf(unit, 'Environment').map((each) => each.split('=', 2) as [string, string]),
    );
    expect(parseEnvironment(set)).toMatchObject({ dataDir: '/var/lib/gongkai', configDir: '/etc/gongkai' });
  });

  it('runs without rights beyond its own folders', () => {
    for (const [name, value] of [
      ['User', 'gongkai'],
      ['NoNewPrivileges', 'yes'],
      ['ProtectSystem', 'strict'],
      ['ProtectHome', 'yes'],
      ['CapabilityBoundingSet', ''],
      ['UMask', '0077'],
      ['StateDirectory', 'gongkai'],
    ] as const) {
      expect(valuesOf(unit, name)).toEqual([value]);
    }
  });
});
