import { fileURLToPath } from 'node:url';
import packageJson from '../../package.json' with { type: 'json' };
import { runCommand } from '../command.ts';
import { makeBundle } from './make-bundle.ts';

await runCommand('用法：npm run bundle -- [目录]', async () => {
  const checkout = fileURLToPath(new URL('../../', import.meta.url));
  const target = process.argv[2] ?? 'dist';
  const { archive, bytes, sha256 } = await makeBundle({ checkout, target, version: packageJson.version });
  console.log(`离线安装包：${archive}（${Math.round(bytes / 1e6)} MB）
SHA-256：${sha256}
在目标机器上：
  sha256sum -c ${archive.split('/').at(-1)}.sha256
  tar -xzf ${archive.split('/').at(-1)}
  cd gongkai-${packageJson.version}-linux-x64 && sha256sum --quiet -c SHA256SUMS && ./gongkai start`);
});
