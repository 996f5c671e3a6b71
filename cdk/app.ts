import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { addStacks } from './add-stacks.ts';
import { bundleFunctions, type FunctionName } from './bundle-functions.ts';
import { readChannels, readSettings } from './settings.ts';

const app = new App();
const settings = readSettings(app.node);
const folder = mkdtempSync(join(tmpdir(), 'gongkai-bundles-'));
const codeOf = (name: FunctionName): Code => Code.fromAsset(join(folder, name));
try {
  bundleFunctions(folder, settings.config);
  addStacks(app, {
    ...settings,
    channels: readChannels(settings.config),
    code: {
      api: codeOf('api'),
      deliver: codeOf('deliver'),
      tick: codeOf('tick'),
      confirm: codeOf('confirm'),
      remind: codeOf('remind'),
      report: codeOf('report'),
    },
  });
  app.synth();
} finally {
  // Synthesis has copied what it needs.
  rmSync(folder, { recursive: true });
}
